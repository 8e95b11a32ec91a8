using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>What a <see cref="LockOrder"/> remembers.</summary>
/// <param name="Held">The locks that are held, by holder and name.</param>
/// <param name="Dependencies">Every dependency seen so far, in a fixed order.</param>
public readonly record struct LockOrderState(Sequence<HeldLock> Held, Sequence<LockDependency> Dependencies)
{
    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Held)}; {string.Join(", ", Dependencies)}";

    internal LockOrderState With(HeldLock taken) => this with
    {
        Held = Sequence<HeldLock>.Of([.. Held.Append(taken).OrderBy(held => held.Process, StringComparer.Ordinal).ThenBy(held => held.Lock, StringComparer.Ordinal)]),
    };

    internal LockOrderState With(IEnumerable<LockDependency> seen) => this with
    {
        Dependencies = Sequence<LockDependency>.Of(
            [.. Dependencies.Union(seen)
                .OrderBy(dependency => dependency.Held, StringComparer.Ordinal)
                .ThenBy(dependency => dependency.Asked, StringComparer.Ordinal)
                .ThenBy(dependency => dependency.HeldMode)
                .ThenBy(dependency => dependency.AskedMode)]),
    };

    internal LockOrderState Without(string process, string name) => this with
    {
        Held = Sequence<HeldLock>.Of([.. Held.Where(held => held.Process != process || held.Lock != name)]),
    };
}
