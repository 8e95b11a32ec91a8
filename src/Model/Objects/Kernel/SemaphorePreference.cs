namespace Model.Objects.Kernel;

/// <summary>Whom a <see cref="ReadWriteSemaphore"/> prefers.</summary>
public enum SemaphorePreference
{
    /// <summary>A reader that arrives while a writer queues waits behind it, so readers cannot starve a writer.</summary>
    Writers,

    /// <summary>A reader waits only for a writer that holds the semaphore.</summary>
    Readers,
}
