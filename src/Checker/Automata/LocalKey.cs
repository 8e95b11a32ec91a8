using Checker.Automata.Frames;
using Model.Steps;

namespace Checker.Automata;

/// <summary>The value of a local state.</summary>
internal sealed class LocalKey : IEquatable<LocalKey>
{
    private readonly FrameValue[] _frames;
    private readonly int _hash;

    public LocalKey(Operation? pending, BodyFailure? failure, FrameValue[] frames, string? limit = null)
    {
        Pending = pending;
        Failure = failure;
        Limit = limit;
        _frames = frames;
        var hash = new HashCode();
        hash.Add(pending);
        hash.Add(failure);
        hash.Add(limit);
        foreach (var frame in frames)
        {
            hash.Add(frame);
        }

        _hash = hash.ToHashCode();
    }

    public Operation? Pending { get; }

    public BodyFailure? Failure { get; }

    public string? Limit { get; }

    public IReadOnlyList<FrameValue> Frames => _frames;

    public bool Equals(LocalKey? other) =>
        other is not null && _hash == other._hash && Equals(Pending, other.Pending) && Failure == other.Failure && Limit == other.Limit
        && _frames.AsSpan().SequenceEqual(other._frames);

    public override bool Equals(object? obj) => Equals(obj as LocalKey);

    public override int GetHashCode() => _hash;
}
