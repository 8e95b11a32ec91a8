using System.Reflection;
using System.Runtime.Loader;
using Checker.Automata.Frames;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Differential.Programs;

/// <summary>The same programs compiled for the checker, optimised and not, and over C#'s own tasks.</summary>
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
    private readonly Lazy<Assembly> _release;
    private readonly Lazy<Assembly> _debug;
    private readonly Lazy<Assembly> _plain;

    private Builds(IEnumerable<string> programs)
    {
        string source = string.Concat([Prelude.Text, .. programs]);
        _release = new(() => Load("Release", $"{Prelude.ForChecker}{source}", OptimizationLevel.Release));
        _debug = new(() => Load("Debug", $"{Prelude.ForChecker}{source}", OptimizationLevel.Debug));

        // Not optimised: its state machines are classes, for which less code is generated.
        _plain = new(() =>
            Load(
                "Plain",
                $"{Prelude.ForTasks}{source}".Replace("Step<", "Task<", StringComparison.Ordinal),
                OptimizationLevel.Debug
            )
        );
    }

    /// <summary>Takes programs, to be compiled when they are asked for.</summary>
    public static Builds Of(IEnumerable<string> programs) => new(programs);

    /// <summary>A program for the checker.</summary>
    /// <exception cref="FormatException">One of the programs is no C#.</exception>
    public CompiledProgram Checked(string name, Build build) =>
        new((build == Build.Release ? _release : _debug).Value.GetType(name)!);

    /// <summary>A program over C#'s own tasks.</summary>
    /// <exception cref="FormatException">One of the programs is no C#.</exception>
    public CompiledProgram Plain(string name) => new(_plain.Value.GetType(name)!);

    private Assembly Load(string name, string source, OptimizationLevel level)
    {
        using var image = new MemoryStream();
        var emitted = CSharpCompilation
            .Create(
                name,
                [CSharpSyntaxTree.ParseText(source)],
                _references,
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    optimizationLevel: level,
                    concurrentBuild: false
                )
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
