using System.Runtime.CompilerServices;

namespace Checker.Tests.Litmus;

/// <summary>The litmus tests of this repository.</summary>
internal static class LitmusFolder
{
    public static string Path { get; } =
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "litmus")
        );

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Path, folder), "*.litmus").Order(StringComparer.Ordinal);

    public static string File(string name) => System.IO.Path.Combine(Path, "emulation", name + ".litmus");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
