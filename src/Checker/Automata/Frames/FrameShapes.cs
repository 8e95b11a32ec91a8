using System.Reflection;
using Model.Steps;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>Knows, for every state machine type met, which of its fields make up the value of a frame.</summary>
internal sealed class FrameShapes(bool deadLocalsCount = false)
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<Assembly, ModuleDefinition?> _modules = [];
    private static readonly Dictionary<Type, MethodLiveness> _liveness = [];

    private readonly Dictionary<Type, FrameShape> _shapes = [];

    /// <summary>The shape of <paramref name="frame"/>.</summary>
    /// <exception cref="ModelException">The method writes a static field.</exception>
    public FrameShape Of(Frame frame)
    {
        var machine = frame.Machine.GetType();
        if (!_shapes.TryGetValue(machine, out var shape))
        {
            shape = new FrameShape(machine, Liveness(machine));
            _shapes.Add(machine, shape);
        }

        return shape;
    }

    private MethodLiveness? Liveness(Type machine)
    {
        if (Analysed(machine) is not { } liveness)
        {
            return null;
        }

        if (liveness.StaticWrites.Count > 0)
        {
            throw new ModelException($"{MethodNames.Of(machine)} writes the static field {MethodNames.Inner(liveness.StaticWrites[0])}, "
                + "which is no part of the explored state; make it a shared object or a local");
        }

        return deadLocalsCount ? null : liveness;
    }

    // What a method does never changes, and finding it out takes longer than exploring a small model.
    private static MethodLiveness? Analysed(Type machine)
    {
        lock (_gate)
        {
            if (_liveness.TryGetValue(machine, out var known))
            {
                return known;
            }

            if (!_modules.TryGetValue(machine.Assembly, out var module))
            {
                module = Read(machine.Assembly);
                _modules.Add(machine.Assembly, module);
            }

            if (module?.LookupToken(machine.MetadataToken) is not TypeDefinition definition)
            {
                return null;
            }

            var liveness = new MethodLiveness(definition);
            _liveness.Add(machine, liveness);
            return liveness;
        }
    }

    // An assembly that was loaded from memory has no file: then every local counts, which is sound but may count too many states.
    private static ModuleDefinition? Read(Assembly assembly) => assembly.Location.Length == 0
        ? null
        : ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { InMemory = true });
}
