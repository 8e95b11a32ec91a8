using Model.Steps;

namespace Checker.Automata;

/// <summary>
/// What a process is between two of its operations: the operation it is about to take and its suspended frames. Interned: equal local
/// states are one object with one number.
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

    /// <summary>The operation the process is about to take; <c>null</c> when it has finished, failed or gone beyond a limit.</summary>
    public Operation? Pending => Key.Pending;

    /// <summary>Why the body cannot go on, or <c>null</c>.</summary>
    public BodyFailure? Failure => Key.Failure;

    /// <summary>The limit of the model that the body goes beyond, or <c>null</c>: a state that no step leads to, but a process may start in it.</summary>
    public string? Limit => Key.Limit;

    public bool HasFinished => Pending is null && Failure is null && Limit is null;

    public bool TryGetSuccessor(object? response, out int successor) => _successors.TryGetValue(new ResponseKey(response), out successor);

    public void SetSuccessor(object? response, int successor) => _successors.Add(new ResponseKey(response), successor);

    private readonly record struct ResponseKey(object? Response);
}
