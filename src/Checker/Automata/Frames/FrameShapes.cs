using System.Reflection;
using System.Runtime.CompilerServices;
using Model.Steps;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>
/// Knows, for every state machine type met, which of its fields make up the value of a frame. What is known is shared by all explorations, for reading an
/// assembly takes longer than exploring a small model.
/// </summary>
internal sealed class FrameShapes(bool deadLocalsCount = false)
{
    private static readonly ConditionalWeakTable<Assembly, AssemblyCode> s_assemblies = [];
    private static readonly ConditionalWeakTable<Type, FrameShape> s_shapes = [];

    private readonly Dictionary<Type, FrameShape> _met = [];

    /// <summary>Makes the code of an assembly known that was loaded from memory. Without it every local of its methods would count.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="image">What it was loaded from.</param>
    public static void Register(Assembly assembly, byte[] image) =>
        s_assemblies.AddOrUpdate(assembly, new AssemblyCode(ModuleDefinition.ReadModule(new MemoryStream(image))));

    /// <summary>The shape of <paramref name="frame"/>.</summary>
    public FrameShape Of(Frame frame)
    {
        var machine = frame.Machine.GetType();
        if (!_met.TryGetValue(machine, out var shape))
        {
            shape = deadLocalsCount
                ? new FrameShape(machine, null)
                : s_shapes.GetValue(machine, type => new FrameShape(type, Liveness(type)));
            _met.Add(machine, shape);
        }

        return shape;
    }

    private static MethodLiveness? Liveness(Type machine)
    {
        var code = s_assemblies.GetValue(machine.Assembly, assembly => new AssemblyCode(Read(assembly)));

        // Cecil reads a module bit by bit as it is asked, so one thread at a time.
        lock (code)
        {
            return code.Module?.LookupToken(machine.MetadataToken) is TypeDefinition definition ? new MethodLiveness(definition, machine) : null;
        }
    }

    // An assembly that was loaded from memory has no file: unless it is registered every local counts, which is sound but may count too many states.
    private static ModuleDefinition? Read(Assembly assembly) => assembly.Location.Length == 0
        ? null
        : ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { InMemory = true });

    private sealed record AssemblyCode(ModuleDefinition? Module);
}
