namespace Model.Objects.Kernel;

/// <summary>How a lock is held, as far as the order of locks is concerned.</summary>
public enum LockMode
{
    /// <summary>By one process alone.</summary>
    Exclusive,

    /// <summary>Together with other readers; a reader that arrives behind a waiting writer waits too.</summary>
    SharedBehindWriters,

    /// <summary>Together with other readers; a reader never waits for a reader.</summary>
    Shared,
}
