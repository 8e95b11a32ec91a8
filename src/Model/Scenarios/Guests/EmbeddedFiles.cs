using System.Reflection;
using Model.Guests;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>The guest programs that come with the checker, under the names by which its own scenario files know them.</summary>
internal sealed class EmbeddedFiles : GuestFiles
{
    private const string Parent = "../";

    /// <inheritdoc/>
    public override GuestImage LoadElf(string file)
    {
        // The scenarios lie in a folder beside that of the guests.
        string name = file.StartsWith(Parent, StringComparison.Ordinal) ? file[Parent.Length..] : file;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InputException("there is no such guest in the checker") { File = name };
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ElfImage.Parse(bytes, name);
    }

    /// <inheritdoc/>
    public override GuestImage LoadFlat(string file, ulong loadAddress, string symbolFile) => throw new InputException("there is no flat guest in the checker") { File = file };
}
