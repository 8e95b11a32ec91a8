using System.Runtime.Loader;
using Checker.Automata.Frames;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Differential.Programs;

/// <summary>The same programs compiled thrice: for the checker, optimised and not, and over C#'s own tasks.</summary>
internal sealed class Builds
{
    private static readonly IReadOnlyList<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path)
                    is "System.Runtime.dll"
                        or "System.Private.CoreLib.dll"
                        or "System.Collections.dll"
                        or "Model.dll"
                        or "Differential.dll"
            )
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // Not collectible: the code of such an assembly would be optimised at once, which takes longer than to run it.
    private readonly AssemblyLoadContext _context = new("programs");
    private readonly System.Reflection.Assembly _release;
    private readonly System.Reflection.Assembly _debug;
    private readonly System.Reflection.Assembly _plain;

    private Builds(IEnumerable<string> programs)
    {
        string source = string.Concat([Prelude.Text, .. programs]);
        _release = Load("Release", $"{Prelude.ForChecker}{source}", OptimizationLevel.Release);
        _debug = Load("Debug", $"{Prelude.ForChecker}{source}", OptimizationLevel.Debug);
        _plain = Load(
            "Plain",
            $"{Prelude.ForTasks}{source}".Replace("Step<", "Task<", StringComparison.Ordinal),
            OptimizationLevel.Release
        );
    }

    /// <summary>Compiles programs.</summary>
    /// <exception cref="FormatException">One is no C#.</exception>
    public static Builds Of(IEnumerable<string> programs) => new(programs);

    public CompiledProgram Release(string name) => new(_release.GetType(name)!);

    public CompiledProgram Debug(string name) => new(_debug.GetType(name)!);

    public CompiledProgram Plain(string name) => new(_plain.GetType(name)!);

    private System.Reflection.Assembly Load(string name, string source, OptimizationLevel level)
    {
        using var image = new MemoryStream();
        var emitted = CSharpCompilation
            .Create(
                name,
                [CSharpSyntaxTree.ParseText(source)],
                _references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level)
            )
            .Emit(image);
        if (!emitted.Success)
        {
            throw new FormatException(
                string.Join(
                    '\n',
                    emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)
                )
            );
        }

        image.Position = 0;
        var assembly = _context.LoadFromStream(image);
        FrameShapes.Register(assembly, image.ToArray());
        return assembly;
    }
}
