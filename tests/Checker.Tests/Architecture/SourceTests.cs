using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Checker.Tests.Architecture;

/// <summary>House rules that the source itself shows.</summary>
public sealed class SourceTests
{
    private const int LongestFile = 500;

    [Fact]
    public void No_file_is_too_long() => Assert.Empty(Repository.SourceFiles("src", "tests", "bench")
        .Select(file => (File: Path.GetFileName(file), Lines: File.ReadLines(file).Count()))
        .Where(file => file.Lines > LongestFile)
        .Select(file => $"{file.File} has {file.Lines} lines"));

    [Fact]
    public void A_file_has_one_type_and_its_name() => Assert.Empty(Repository.SourceFiles("src", "tests", "bench")
        .Select(file => (File: Path.GetFileNameWithoutExtension(file), Types: TypesOf(file)))
        .Where(file => file.Types.Length > 1 || (file.Types.Length == 1 && !Matches(file.File, file.Types[0])))
        .Select(file => $"{file.File}: {string.Join(", ", file.Types)}"));

    [Fact]
    public void Namespaces_are_file_scoped() => Assert.Empty(Repository.SourceFiles("src", "tests", "bench")
        .Where(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<NamespaceDeclarationSyntax>().Any())
        .Select(Path.GetFileName));

    // Step{TResult}.cs has Step<TResult>.
    private static bool Matches(string file, string type) => file == type || file.StartsWith($"{type}{{", StringComparison.Ordinal)
        || (file.StartsWith(type, StringComparison.Ordinal) && file[type.Length..].StartsWith('.'));

    private static string[] TypesOf(string file) =>
    [
        .. CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Select(member => (member as BaseTypeDeclarationSyntax)?.Identifier.Text ?? (member as DelegateDeclarationSyntax)?.Identifier.Text)
            .OfType<string>(),
    ];
}
