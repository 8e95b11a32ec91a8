using Model.Input;

namespace Checker.Litmus;

/// <summary>Finds tests.</summary>
internal static class LitmusFiles
{
    /// <summary>
    /// The files named, and all <c>.litmus</c> files below the folders named, in ordinal order within each.
    /// </summary>
    /// <exception cref="InputException">There is no such file or folder, or a folder without tests.</exception>
    public static IReadOnlyList<string> Below(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(
                    File.Exists(path)
                        ? path
                        : throw new InputException("there is no such file or folder") { File = path }
                );
                continue;
            }

            int before = files.Count;
            files.AddRange(
                Directory.EnumerateFiles(path, "*.litmus", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            );
            if (files.Count == before)
            {
                throw new InputException("there is no .litmus file in that folder") { File = path };
            }
        }

        return files;
    }
}
