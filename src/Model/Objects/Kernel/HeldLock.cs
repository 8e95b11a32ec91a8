namespace Model.Objects.Kernel;

/// <summary>A lock that a process holds.</summary>
/// <param name="Process">The holder.</param>
/// <param name="Lock">The lock's name.</param>
/// <param name="Mode">How it is held.</param>
/// <param name="Spins">Whether waiters spin, so that the holder must not sleep.</param>
public readonly record struct HeldLock(string Process, string Lock, LockMode Mode, bool Spins)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Process} holds {Lock}";
}
