using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Checker.Automata.Frames;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Model.Input;
using Model.Steps;

namespace Checker.Patches;

/// <summary>
/// Compiles a patch file in this process and loads it. From then on its code can run, with the user's rights.
/// </summary>
internal static class PatchCompiler
{
    /// <summary>Compiles and loads.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bases">What a patch may start from.</param>
    /// <exception cref="InputException">The file does not compile, breaks a rule, or has not exactly one class that
    /// stands in for a base.</exception>
    public static LoadedPatch Load(PatchFile file, IReadOnlyList<PatchBase> bases)
    {
        var source = new PatchSource(file);
        source.RequireValid();
        var (symbol, logic) = PatchClass.Find(source, bases.Select(candidate => candidate.Logic).Distinct());
        PatchRules.Require(source);
        var (assembly, statements) = Load(source);
        var probe = (StatementProbe)
            assembly
                .GetType(Instrumentation.ProbeField.Type, throwOnError: true)!
                .GetField(Instrumentation.ProbeField.Field, BindingFlags.Static | BindingFlags.NonPublic)!
                .GetValue(null)!;
        probe.Assembly = assembly;
        probe.Describe = number => FormattableString.Invariant($"{file.Name}:{statements[number].Line}");
        return new LoadedPatch(
            source,
            assembly.GetType(symbol.MetadataPath(), throwOnError: true)!,
            logic,
            probe,
            statements
        );
    }

    private static (Assembly Assembly, IReadOnlyList<PatchStatement> Statements) Load(PatchSource source)
    {
        var instrumentation = new Instrumentation(source.Semantics);
        string text = instrumentation.Visit(source.Root)!.ToFullString();
        var compilation = PatchSource.Compile(
            source.Compilation.AssemblyName!,
            PatchSource.Parse(text, source.File.Path),
            PatchSource.Parse(instrumentation.SupportCode, "")
        );
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            image,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)
        );
        if (!emitted.Success)
        {
            var first = emitted.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"the instrumented patch does not compile: {first}");
        }

        image.Position = 0;
        symbols.Position = 0;
        var assembly = new PatchContext(source.File.Name).LoadFromStream(image, symbols);
        FrameShapes.Register(assembly, image.ToArray());
        return (assembly, instrumentation.Statements);
    }

    // As reflection names a type: nested ones behind a plus sign.
    private static string MetadataPath(this INamedTypeSymbol symbol)
    {
        var name = new StringBuilder(symbol.MetadataName);
        var outer = symbol;
        for (; outer.ContainingType is { } container; outer = container)
        {
            name.Insert(0, $"{container.MetadataName}+");
        }

        return outer.ContainingNamespace.IsGlobalNamespace
            ? name.ToString()
            : $"{outer.ContainingNamespace.ToDisplayString()}.{name}";
    }
}

/// <summary>
/// Where the code of one patch lives, apart from all other code. Goes away when nothing of it is used any more.
/// </summary>
internal sealed class PatchContext(string name) : AssemblyLoadContext(name, isCollectible: true)
{
    // Everything that a patch refers to is the checker's own copy.
    protected override Assembly? Load(AssemblyName assemblyName) => null;
}

/// <summary>A patch file is wrong in more than one place.</summary>
internal sealed class PatchErrorsException : InputException
{
    /// <param name="errors">What is wrong, at least one thing, in the order of the file.</param>
    /// <param name="more">How many further errors are left out.</param>
    public PatchErrorsException(IReadOnlyList<InputException> errors, int more)
        : base(errors[0].Message, errors[0].Hint)
    {
        Errors = errors;
        More = more;
        File = errors[0].File;
        Line = errors[0].Line;
        Column = errors[0].Column;
    }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<InputException> Errors { get; }

    /// <summary>How many further errors are left out.</summary>
    public int More { get; }
}
