using System.Collections.Concurrent;
using System.Reflection;
using Model.Steps;

namespace Checker.Automata.Frames;

/// <summary>The fields of one state machine type that count: its position, and per position the locals that are live there.</summary>
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

    /// <summary>The locals, or the parts of them, that may still be read when a frame suspended at <paramref name="position"/> goes on.</summary>
    public LiveValue[] LiveAt(int position) =>
        _liveAt.GetOrAdd(position, at => [.. _locals.SelectMany(field => _liveness?.Live(at, field) ?? [new LiveValue([field])])]);

    // Awaiters hold nothing of their own: the response travels through the context.
    private static bool IsLocal(FieldInfo field) =>
        field.Name != MoveNextCode.StateFieldName
        && !field.Name.StartsWith("<>t__builder", StringComparison.Ordinal)
        && !field.Name.StartsWith("<>u__", StringComparison.Ordinal);
}
