using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Model.Steps;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>
/// Knows, for every state machine type met, which of its fields make up the value of a frame. What is known is shared
/// by all explorations, for reading an assembly takes longer than exploring a small model.
/// </summary>
internal sealed class FrameShapes(bool deadLocalsCount = false)
{
    private static readonly ConditionalWeakTable<Assembly, AssemblyCode> _assemblies = [];
    private static readonly ConditionalWeakTable<Type, FrameShape> _shapes = [];

    private readonly Dictionary<Type, FrameShape> _met = [];

    /// <summary>
    /// Makes the code of an assembly known that was loaded from memory. Without it every local of its methods would
    /// count.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="image">What it was loaded from.</param>
    public static void Register(Assembly assembly, byte[] image) =>
        _assemblies.AddOrUpdate(assembly, new AssemblyCode(ModuleDefinition.ReadModule(new MemoryStream(image))));

    /// <summary>The shape of <paramref name="frame"/>.</summary>
    public FrameShape Of(Frame frame)
    {
        var machine = frame.Machine.GetType();
        if (!_met.TryGetValue(machine, out var shape))
        {
            shape = deadLocalsCount
                ? new FrameShape(machine, null)
                : _shapes.GetValue(machine, type => new FrameShape(type, Liveness(type)));
            _met.Add(machine, shape);
        }

        return shape;
    }

    private static MethodLiveness? Liveness(Type machine)
    {
        var code = _assemblies.GetValue(machine.Assembly, assembly => new AssemblyCode(Read(assembly)));

        // Cecil reads a module bit by bit as it is asked, so one thread at a time.
        lock (code)
        {
            return code.Module?.LookupToken(machine.MetadataToken) is TypeDefinition definition
                ? new MethodLiveness(definition, machine)
                : null;
        }
    }

    // An assembly that was loaded from memory has no file: unless it is registered every local counts, which is sound
    // but may count too many states.
    private static ModuleDefinition? Read(Assembly assembly) =>
        assembly.Location.Length == 0
            ? null
            : ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { InMemory = true });

    private sealed record AssemblyCode(ModuleDefinition? Module);
}

/// <summary>
/// The fields of one state machine type that count: its position, and per position the locals that are live there.
/// </summary>
internal sealed class FrameShape
{
    private readonly FieldInfo _position;
    private readonly FieldInfo[] _locals;
    private readonly MethodLiveness? _liveness;
    private readonly ConcurrentDictionary<int, LiveValue[]> _liveAt = [];

    public FrameShape(Type machine, MethodLiveness? liveness)
    {
        Machine = machine;
        _liveness = liveness;
        var fields = machine.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        _position = fields.Single(field => field.Name == MoveNextCode.StateFieldName);
        _locals = [.. fields.Where(IsLocal).OrderBy(field => field.MetadataToken)];
    }

    /// <summary>The compiler's state machine type.</summary>
    public Type Machine { get; }

    /// <summary>Where <paramref name="frame"/> is suspended.</summary>
    public int PositionOf(Frame frame) => (int)_position.GetValue(frame.Machine)!;

    /// <summary>
    /// The locals, or the parts of them, that may still be read when a frame suspended at <paramref name="position"/>
    /// goes on.
    /// </summary>
    public LiveValue[] LiveAt(int position) =>
        _liveAt.GetOrAdd(
            position,
            at => [.. _locals.SelectMany(field => _liveness?.Live(at, field) ?? [new LiveValue([field])])]
        );

    // Awaiters hold nothing of their own: the response travels through the context.
    private static bool IsLocal(FieldInfo field) =>
        field.Name != MoveNextCode.StateFieldName
        && !field.Name.StartsWith("<>t__builder", StringComparison.Ordinal)
        && !field.Name.StartsWith("<>u__", StringComparison.Ordinal);
}
