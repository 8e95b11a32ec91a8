namespace Model.Objects.Kernel;

/// <summary>What an RCU-published pointer points to, and which of its former targets are gone.</summary>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
/// <param name="Current">The target.</param>
/// <param name="Freed">One bit for each generation that was freed.</param>
public readonly record struct RcuPointerState<T>(Published<T> Current, ulong Freed)
    where T : notnull
{
    /// <inheritdoc/>
    public override string ToString() => Current.ToString();

    internal bool IsFreed(int generation) => (Freed >> generation & 1) == 1;
}
