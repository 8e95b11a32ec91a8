namespace Checker.Traces;

/// <summary>How a process stands where a trace ends.</summary>
public enum ProcessActivity
{
    /// <summary>Its body has run to its end.</summary>
    Finished,

    /// <summary>A claim in its body is false, or its body has thrown.</summary>
    Failed,

    /// <summary>Its next operation cannot be taken.</summary>
    Blocked,

    /// <summary>Its next operation can be taken.</summary>
    Ready,

    /// <summary>It goes round and round in a trap.</summary>
    Looping,
}
