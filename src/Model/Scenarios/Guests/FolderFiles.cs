using Model.Guests;

namespace Model.Scenarios;

/// <summary>Files whose names count from a folder.</summary>
/// <param name="folder">The folder; empty for the current one.</param>
internal sealed class FolderFiles(string folder) : GuestFiles
{
    /// <inheritdoc/>
    public override GuestImage LoadElf(string file) => GuestImage.LoadElf(PathOf(file));

    /// <inheritdoc/>
    public override GuestImage LoadFlat(string file, ulong loadAddress, string symbolFile) => GuestImage.LoadFlat(PathOf(file), loadAddress, PathOf(symbolFile));

    // A name such as ../guests/a.elf is shown as guests/a.elf when the folder is scenarios.
    private string PathOf(string file)
    {
        string path = Path.Combine(folder, file);
        return Path.IsPathRooted(path) || folder.Length == 0 ? path : Path.GetRelativePath(Environment.CurrentDirectory, path);
    }
}
