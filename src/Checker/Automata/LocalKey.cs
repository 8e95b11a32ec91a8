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
        other is not null
        && _hash == other._hash
        && Equals(Pending, other.Pending)
        && Failure == other.Failure
        && Limit == other.Limit
        && _frames.AsSpan().SequenceEqual(other._frames);

    public override bool Equals(object? obj) => Equals(obj as LocalKey);

    public override int GetHashCode() => _hash;
}

/// <summary>
/// What a process is between two of its operations: the operation it is about to take and its suspended frames.
/// Interned: equal local states are one object with one number.
/// </summary>
internal sealed class LocalState
{
    private readonly Dictionary<ResponseKey, int> _successors = [];

    public LocalState(LocalKey key, IReadOnlyList<Frame> frames)
    {
        Key = key;
        Frames = frames;
    }

    public LocalKey Key { get; }

    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>
    /// The operation the process is about to take; <c>null</c> when it has finished, failed or gone beyond a limit.
    /// </summary>
    public Operation? Pending => Key.Pending;

    /// <summary>Why the body cannot go on, or <c>null</c>.</summary>
    public BodyFailure? Failure => Key.Failure;

    /// <summary>
    /// The limit of the model that the body goes beyond, or <c>null</c>: a state that no step leads to, but a process
    /// may start in it.
    /// </summary>
    public string? Limit => Key.Limit;

    public bool HasFinished => Pending is null && Failure is null && Limit is null;

    public bool TryGetSuccessor(object? response, out int successor) =>
        _successors.TryGetValue(new ResponseKey(response), out successor);

    public void SetSuccessor(object? response, int successor) => _successors.Add(new ResponseKey(response), successor);

    private readonly record struct ResponseKey(object? Response);
}
