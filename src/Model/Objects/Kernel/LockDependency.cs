namespace Model.Objects.Kernel;

/// <summary>One lock was asked for while another was held.</summary>
/// <param name="Held">The lock that was held.</param>
/// <param name="HeldMode">How.</param>
/// <param name="Asked">The lock that was asked for.</param>
/// <param name="AskedMode">How.</param>
public readonly record struct LockDependency(string Held, LockMode HeldMode, string Asked, LockMode AskedMode)
{
    /// <summary>Whether whoever asks as here may have to wait for whoever holds as in <paramref name="next"/>; both speak of one lock.</summary>
    internal bool WaitsFor(LockDependency next) =>
        Asked == next.Held && (AskedMode != LockMode.Shared || next.HeldMode == LockMode.Exclusive);

    /// <inheritdoc/>
    public override string ToString() => $"{Held} -> {Asked}";
}
