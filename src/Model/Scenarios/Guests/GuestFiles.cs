using System.Reflection;
using Model.Guests.Images;
using Model.Input;

namespace Model.Scenarios.Guests;

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

/// <summary>
/// The guest programs that come with the checker, under the names by which its own scenario files know them.
/// </summary>
internal sealed class EmbeddedFiles : GuestFiles
{
    private const string Parent = "../";

    /// <inheritdoc/>
    public override GuestImage LoadElf(string file)
    {
        // The scenarios lie in a folder beside that of the guests.
        string name = file.StartsWith(Parent, StringComparison.Ordinal) ? file[Parent.Length..] : file;
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InputException("there is no such guest in the checker") { File = name };
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ElfImage.Parse(bytes, name);
    }

    /// <inheritdoc/>
    public override GuestImage LoadFlat(string file, ulong loadAddress, string symbolFile) =>
        throw new InputException("there is no flat guest in the checker") { File = file };
}

/// <summary>Files whose names count from a folder.</summary>
/// <param name="folder">The folder; empty for the current one.</param>
internal sealed class FolderFiles(string folder) : GuestFiles
{
    /// <inheritdoc/>
    public override GuestImage LoadElf(string file) => GuestImage.LoadElf(PathOf(file));

    /// <inheritdoc/>
    public override GuestImage LoadFlat(string file, ulong loadAddress, string symbolFile) =>
        GuestImage.LoadFlat(PathOf(file), loadAddress, PathOf(symbolFile));

    // A name such as ../guests/a.elf is shown as guests/a.elf when the folder is scenarios.
    private string PathOf(string file)
    {
        string path = Path.Combine(folder, file);
        return Path.IsPathRooted(path) || folder.Length == 0
            ? path
            : Path.GetRelativePath(Environment.CurrentDirectory, path);
    }
}
