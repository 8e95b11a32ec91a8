using System.Runtime.CompilerServices;

namespace Model.Tests.Guests;

public sealed class SourceRulesTests
{
    [Fact]
    public void OnlyDecodingAndTheAssemblerMentionIced()
    {
        string sources = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src"));
        string[] mentioning =
        [
            .. Directory
                .EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
                .Where(file =>
                    !Path.GetRelativePath(sources, file)
                        .Split(Path.DirectorySeparatorChar)
                        .Any(part => part is "obj" or "bin")
                )
                .Where(file => File.ReadAllText(file).Contains("Iced", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(["Assembly", "Decoding"], mentioning);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
