namespace Model.Scenarios.Memslots;

/// <summary>The state of an <see cref="IoctlCount"/>.</summary>
/// <param name="Count">Ioctls in progress.</param>
/// <param name="IsLocked">Whether it is locked.</param>
internal readonly record struct IoctlCountState(int Count, bool IsLocked)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count}{(IsLocked ? ", locked" : "")}");
}
