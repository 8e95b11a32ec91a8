using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// A spinlock of the kernel: one holder, waiters spin, and the holder must not sleep (checked when there is a
/// <see cref="LockOrder"/>).
/// </summary>
/// <remarks>A spinning waiter is modelled as blocked: its rounds change nothing. Interrupts are not modelled.</remarks>
public sealed class KernelSpinLock : KernelLock
{
    /// <summary>Creates a free spinlock.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="order">Checks the order of acquisitions, or <c>null</c>.</param>
    public KernelSpinLock(string name, LockOrder? order = null)
        : base(name, order, spins: true) { }

    /// <summary>Takes the lock (<c>spin_lock</c>); blocked while another process holds it.</summary>
    public Operation<Nothing> Lock() => new LockTake(this, StepContext.Required.Process, LockMode.Exclusive);

    /// <summary>Takes the lock when it is free (<c>spin_trylock</c>).</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryLock() => new LockTry(this, StepContext.Required.Process, LockMode.Exclusive);

    /// <summary>Releases the lock (<c>spin_unlock</c>).</summary>
    public Operation<Nothing> Unlock() => new LockRelease(this, StepContext.Required.Process, LockMode.Exclusive);
}
