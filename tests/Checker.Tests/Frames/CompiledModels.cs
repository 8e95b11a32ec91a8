using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Model.Systems;

namespace Checker.Tests.Frames;

/// <summary>Models compiled from source while the test runs.</summary>
internal static class CompiledModels
{
    private const string Usings = "using System; using Model.Objects; using Model.Steps; using Model.Systems;\n";

    /// <summary>Compiles and loads an assembly: from a file, as usual, or from memory.</summary>
    public static Assembly Load(string name, OptimizationLevel level, bool fromMemory, IEnumerable<string> classes)
    {
        using var image = new MemoryStream();
        var emitted = CSharpCompilation
            .Create(
                name,
                [CSharpSyntaxTree.ParseText(Usings + string.Concat(classes))],
                [.. References()],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level)
            )
            .Emit(image);
        Assert.True(
            emitted.Success,
            string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        );
        if (fromMemory)
        {
            return Assembly.Load(image.ToArray());
        }

        string file = Path.Combine(Directory.CreateTempSubdirectory("checker-tests-").FullName, $"{name}.dll");
        File.WriteAllBytes(file, image.ToArray());
        return Assembly.LoadFrom(file);
    }

    public static SystemModel Build(this Assembly assembly, string type) =>
        (SystemModel)assembly.GetType(type)!.GetMethod("Build")!.Invoke(null, null)!;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "Model.dll"
            )
            .Select(path => MetadataReference.CreateFromFile(path));
}
