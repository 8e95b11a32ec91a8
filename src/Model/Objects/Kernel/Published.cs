namespace Model.Objects.Kernel;

/// <summary>A value as one generation of an RCU-published pointer.</summary>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
/// <param name="Generation">Counted from 0.</param>
/// <param name="Value">What is pointed to.</param>
public readonly record struct Published<T>(int Generation, T Value)
    where T : notnull
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Value} (generation {Generation})");
}
