using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Checker.Tests.Architecture;

/// <summary>House rules that the source itself shows.</summary>
public sealed class SourceTests
{
    private const int LongestFile = 400;
    private const int LongestLine = 120;
    private const int ShortFile = 20;

    private static readonly string[] _folders = ["src", "tests", "bench", "examples"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> _files = new(() =>
        [
            .. Repository
                .SourceFiles(_folders)
                .Select(file => new SourceFile(
                    Path.GetRelativePath(Repository.Root, file),
                    CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)))
                )),
        ]
    );

    private static readonly string _patches = Path.Combine("src", "Model", "Platforms", "Kvm", "Patches");

    private static IEnumerable<SourceFile> Product =>
        _files.Value.Where(file =>
            file.Path.StartsWith(Path.Combine("src", "Model"), StringComparison.Ordinal)
            || file.Path.StartsWith(Path.Combine("src", "Checker"), StringComparison.Ordinal)
        );

    [Fact]
    public void No_file_is_too_long() =>
        Assert.Empty(
            _files
                .Value.Where(file => file.Text.Lines.Count - 1 > LongestFile)
                .Select(file => $"{file.Path} has {file.Text.Lines.Count - 1} lines")
        );

    [Fact]
    public void No_line_is_too_long() =>
        Assert.Empty(
            _files.Value.SelectMany(file =>
                file.Text.Lines.Where(line => line.End - line.Start > LongestLine && !file.IsInRawText(line))
                    .Select(line => $"{file.Path}({line.LineNumber + 1})")
            )
        );

    /// <summary>The formatter's check of white space, which CI runs, leaves imports out.</summary>
    [Fact]
    public void Imports_are_in_order() =>
        Assert.Empty(
            _files
                .Value.Where(file => !InOrder(file.Imports).SequenceEqual(file.Imports))
                .Select(file => file.Path)
        );

    // Those of the runtime first.
    private static IEnumerable<string> InOrder(IEnumerable<string> imports) =>
        imports
            .OrderBy(import => import.Split('.')[0] != "System")
            .ThenBy(import => import, StringComparer.InvariantCultureIgnoreCase);

    [Fact]
    public void A_file_is_named_after_one_of_its_types() =>
        Assert.Empty(
            _files
                .Value.Where(file =>
                    file.Types.Count > 0
                    && !file.Types.Any(type => IsNamedAfter(Path.GetFileNameWithoutExtension(file.Path), type))
                )
                .Where(file => !file.Path.StartsWith(Path.Combine("examples", "patches"), StringComparison.Ordinal))
                .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}")
        );

    // StateNames.cs has IStateNames, Overridable.cs OverridableAttribute, Vcpu.Privacy.cs a part of Vcpu.
    private static bool IsNamedAfter(string file, string type) =>
        file.Split('.', '{')[0] is var name && (name == type || $"I{name}" == type || $"{name}Attribute" == type);

    // One concept a file: what only one other file names is part of that file's concept. A patch is a file of its own.
    [Fact]
    public void A_file_of_a_few_lines_is_named_by_several_others()
    {
        var users = Product
            .SelectMany(file => file.Names.Select(name => (name, file.Path)))
            .ToLookup(use => use.name, use => use.Path);
        Assert.Empty(
            Product
                .Where(file => file.Types.Count > 0 && file.Text.Lines.Count - 1 < ShortFile)
                .Where(file => !file.Path.StartsWith(_patches, StringComparison.Ordinal))
                .Where(file =>
                    file.Types.SelectMany(type => users[type].Concat(users[type.Replace("Attribute", "")]))
                        .Distinct()
                        .Count(user => user != file.Path) < 2
                )
                .Select(file => file.Path)
        );
    }

    [Fact]
    public void Namespaces_are_file_scoped() =>
        Assert.Empty(
            _files
                .Value.Where(file => file.Root.DescendantNodes().OfType<NamespaceDeclarationSyntax>().Any())
                .Select(file => file.Path)
        );

    private sealed class SourceFile(string path, SyntaxTree tree)
    {
        private readonly Lazy<IReadOnlyList<TextSpan>> _raw = new(() =>
            [
                .. tree.GetRoot()
                    .DescendantTokens()
                    .Where(token =>
                        token.Kind()
                            is SyntaxKind.MultiLineRawStringLiteralToken
                                or SyntaxKind.SingleLineRawStringLiteralToken
                    )
                    .Select(token => token.Span),
                .. tree.GetRoot()
                    .DescendantNodes()
                    .OfType<InterpolatedStringExpressionSyntax>()
                    .Where(text =>
                        text.StringEndToken.Text.Contains("\"\"\"", StringComparison.Ordinal)
                        || text.StringStartToken.Text.Contains('@')
                    )
                    .Select(text => text.Span),
                .. tree.GetRoot()
                    .DescendantTokens()
                    .Where(token => token.Text.StartsWith('@'))
                    .Select(token => token.Span),
            ]
        );

        public string Path { get; } = path;

        public CompilationUnitSyntax Root { get; } = (CompilationUnitSyntax)tree.GetRoot();

        public SourceText Text { get; } = tree.GetText();

        public IReadOnlyList<string> Imports =>
            [
                .. Root
                    .Usings.Where(import => import.Alias is null && import.StaticKeyword.IsKind(SyntaxKind.None))
                    .Select(import => import.Name!.ToString()),
            ];

        public IReadOnlyList<string> Types { get; } =
        [
            .. tree.GetRoot()
                .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .Select(node =>
                    (node as BaseTypeDeclarationSyntax)?.Identifier.Text
                    ?? (node as DelegateDeclarationSyntax)?.Identifier.Text
                )
                .OfType<string>(),
        ];

        public IEnumerable<string> Names =>
            Root.DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.Text)
                .Distinct();

        // Text that is quoted as it stands, such as a program or a page, has the lines that it has.
        public bool IsInRawText(TextLine line) =>
            _raw.Value.Any(span =>
                span.IntersectsWith(line.Span) && span.Start <= line.End && span.End >= line.Start + LongestLine
            );
    }
}
