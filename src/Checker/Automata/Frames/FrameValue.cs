using Model.Steps;

namespace Checker.Automata.Frames;

/// <summary>
/// What a captured frame amounts to: its method, where it is suspended, and its live locals. Equal values have equal
/// futures.
/// </summary>
internal sealed class FrameValue : IEquatable<FrameValue>
{
    private readonly object?[] _locals;

    private FrameValue(FrameShape shape, int position, object?[] locals)
    {
        Shape = shape;
        Position = position;
        _locals = locals;
    }

    public FrameShape Shape { get; }

    public int Position { get; }

    /// <summary>The live locals in the order of <see cref="FrameShape.LiveAt"/>.</summary>
    public IReadOnlyList<object?> Locals => _locals;

    public static FrameValue Of(FrameShape shape, Frame frame)
    {
        int position = shape.PositionOf(frame);
        object machine = frame.Machine;
        return new FrameValue(
            shape,
            position,
            [.. shape.LiveAt(position).Select(value => Comparable(value.Of(machine)))]
        );
    }

    public bool Equals(FrameValue? other) =>
        other is not null
        && Shape == other.Shape
        && Position == other.Position
        && _locals.AsSpan().SequenceEqual(other._locals);

    public override bool Equals(object? obj) => Equals(obj as FrameValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Shape.Machine);
        hash.Add(Position);
        foreach (object? local in _locals)
        {
            hash.Add(local);
        }

        return hash.ToHashCode();
    }

    // Some values cannot be compared, or not by what they say.
    private static object? Comparable(object? value) =>
        value is Exception exception ? new CaughtException(exception) : InlineItems.Unfold(value);
}
