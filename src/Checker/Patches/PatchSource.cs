using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Model.Catalogue;
using Model.Input;

namespace Checker.Patches;

/// <summary>A patch file, parsed, and compiled as far as types go.</summary>
internal sealed class PatchSource
{
    /// <summary>The version of C# that a patch is written in: that of the checker itself.</summary>
    public const LanguageVersion Language = LanguageVersion.CSharp14;

    private const int MostErrors = 20;

    // What projects of the .NET SDK have without saying so.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions _parsing = new(Language);
    private static readonly CSharpCompilationOptions _options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        deterministic: true
    );

    private static readonly Lazy<IReadOnlyList<MetadataReference>> _references = new(ReferencesNow);

    /// <summary>Parses a file.</summary>
    public PatchSource(PatchFile file)
    {
        File = file;
        Tree = Parse(file.Text, file.Path);
        Compilation = Compile($"Patch.{file.Sha256[..16]}", Tree);
        Semantics = Compilation.GetSemanticModel(Tree);
    }

    public PatchFile File { get; }

    public SyntaxTree Tree { get; }

    public SyntaxNode Root => Tree.GetRoot();

    public CSharpCompilation Compilation { get; }

    public SemanticModel Semantics { get; }

    /// <summary>A compilation that sees the model and the .NET libraries, and nothing of the checker.</summary>
    public static CSharpCompilation Compile(string assembly, params SyntaxTree[] trees) =>
        CSharpCompilation.Create(assembly, [.. trees, Parse(ImplicitUsings, "")], _references.Value, _options);

    /// <summary>Whether a namespace is open to every patch file without a using.</summary>
    public static bool IsImplicit(string name) => ImplicitUsings.Contains($" {name};", StringComparison.Ordinal);

    /// <summary>Parses a text.</summary>
    public static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), _parsing, path);

    /// <summary>Refuses what the compiler refuses.</summary>
    /// <exception cref="PatchErrorsException">There are errors.</exception>
    public void RequireValid()
    {
        var errors = Compilation
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic =>
                Error(diagnostic.Location, $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")
            )
            .ToList();
        Throw(errors);
    }

    /// <summary>Throws when there are errors.</summary>
    /// <exception cref="PatchErrorsException">There are errors.</exception>
    public static void Throw(IReadOnlyList<InputException> errors)
    {
        if (errors.Count > 0)
        {
            throw new PatchErrorsException([.. errors.Take(MostErrors)], Math.Max(0, errors.Count - MostErrors));
        }
    }

    /// <summary>An error at a place of the file.</summary>
    public InputException Error(Location? location, string message, string hint = "")
    {
        var start = location?.GetLineSpan().StartLinePosition;
        return new InputException(message.ReplaceLineEndings(" "), hint)
        {
            File = File.Path,
            Line = start?.Line + 1,
            Column = start?.Character + 1,
        };
    }

    private static IReadOnlyList<MetadataReference> ReferencesNow()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return
        [
            .. trusted
                .Where(path => Path.GetDirectoryName(path) == framework)
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(Patch).Assembly.Location),
        ];
    }
}

/// <summary>A statement, or a body that is one expression, of a patch file.</summary>
/// <param name="Member">The member or local function that it is in.</param>
/// <param name="Line">Its first line, counted from 1.</param>
/// <param name="Column">The column of its first character, counted from 1.</param>
/// <param name="LastLine">Its last line that is not part of a statement within it.</param>
internal sealed record PatchStatement(string Member, int Line, int Column, int LastLine);
