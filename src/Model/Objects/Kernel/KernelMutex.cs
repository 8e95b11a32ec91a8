using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>A mutex of the kernel: one holder, waiters sleep.</summary>
public sealed class KernelMutex : KernelLock
{
    /// <summary>Creates a free mutex.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="order">Checks the order of acquisitions, or <c>null</c>.</param>
    public KernelMutex(string name, LockOrder? order = null)
        : base(name, order, spins: false) { }

    /// <summary>Takes the mutex (<c>mutex_lock</c>); blocked while another process holds it.</summary>
    public Operation<Nothing> Lock() => new LockTake(this, StepContext.Required.Process, LockMode.Exclusive);

    /// <summary>Takes the mutex when it is free (<c>mutex_trylock</c>).</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryLock() => new LockTry(this, StepContext.Required.Process, LockMode.Exclusive);

    /// <summary>Releases the mutex (<c>mutex_unlock</c>).</summary>
    public Operation<Nothing> Unlock() => new LockRelease(this, StepContext.Required.Process, LockMode.Exclusive);
}
