using Model.Guests;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>Where a scenario's guest image and symbol file are.</summary>
internal abstract class GuestFiles
{
    /// <summary>Reads an ELF image.</summary>
    /// <exception cref="InputException">There is no such image, or it is malformed.</exception>
    public abstract GuestImage LoadElf(string file);

    /// <summary>Reads a flat binary and its symbols.</summary>
    /// <exception cref="InputException">There is no such file, or it is malformed.</exception>
    public abstract GuestImage LoadFlat(string file, ulong loadAddress, string symbolFile);
}
