using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>A read-write semaphore of the kernel: one writer or many readers; waiters sleep.</summary>
/// <remarks>
/// The kernel's own queues fairly and hands the lock over to a waiter that has waited for long, but also lets some
/// readers and writers steal it: its behaviour lies between the two preferences. A writer that is at the head of the
/// queue takes the lock in no fixed order among queued writers.
/// </remarks>
public sealed class ReadWriteSemaphore : KernelLock
{
    /// <summary>Creates a free semaphore.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="preference">Whether readers wait behind a queued writer.</param>
    /// <param name="order">Checks the order of acquisitions, or <c>null</c>.</param>
    public ReadWriteSemaphore(
        string name,
        SemaphorePreference preference = SemaphorePreference.Writers,
        LockOrder? order = null
    )
        : base(name, order, spins: false) => Preference = preference;

    /// <summary>Whether readers wait behind a queued writer.</summary>
    public SemaphorePreference Preference { get; }

    internal override LockMode SharedMode =>
        Preference == SemaphorePreference.Writers ? LockMode.SharedBehindWriters : LockMode.Shared;

    /// <summary>
    /// Takes the semaphore for reading (<c>down_read</c>); blocked while a writer holds it or, with
    /// <see cref="SemaphorePreference.Writers"/>, queues for it.
    /// </summary>
    public Operation<Nothing> DownRead() => new LockTake(this, StepContext.Required.Process, SharedMode);

    /// <summary>Takes the semaphore for reading when that is possible at once (<c>down_read_trylock</c>).</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryDownRead() => new LockTry(this, StepContext.Required.Process, SharedMode);

    /// <summary>Releases a reader's hold (<c>up_read</c>).</summary>
    public Operation<Nothing> UpRead() => new LockRelease(this, StepContext.Required.Process, SharedMode);

    /// <summary>
    /// Takes the semaphore for writing (<c>down_write</c>): at once, or after queueing until nobody holds it.
    /// </summary>
    /// <param name="routine">The routine that traces name, or empty.</param>
    public async Step DownWrite(string routine = "")
    {
        if (
            Preference == SemaphorePreference.Readers
            || !await new LockQueue(this, StepContext.Required.Process).In(routine)
        )
        {
            await new LockTake(this, StepContext.Required.Process, LockMode.Exclusive).In(routine);
        }
    }

    /// <summary>Releases the writer's hold (<c>up_write</c>).</summary>
    public Operation<Nothing> UpWrite() => new LockRelease(this, StepContext.Required.Process, LockMode.Exclusive);

    internal override bool IsAvailable(LockState state, string process, LockMode mode) =>
        mode switch
        {
            LockMode.Exclusive => state is { Owner.Length: 0, Readers.Count: 0 },
            LockMode.SharedBehindWriters => state is { Owner.Length: 0, Queue.Count: 0 },
            _ => state.Owner.Length == 0,
        };
}

/// <summary>Whom a <see cref="ReadWriteSemaphore"/> prefers.</summary>
public enum SemaphorePreference
{
    /// <summary>
    /// A reader that arrives while a writer queues waits behind it, so readers cannot starve a writer.
    /// </summary>
    Writers,

    /// <summary>A reader waits only for a writer that holds the semaphore.</summary>
    Readers,
}
