using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// A pointer to an immutable structure that readers follow without a lock while writers replace the structure.
/// </summary>
/// <remarks>
/// Misuse is a violation: using a structure that was freed, freeing one that is still published, or twice, following
/// the pointer outside a read section.
/// </remarks>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
public sealed class RcuPointer<T> : SharedObject<RcuPointerState<T>>
    where T : notnull
{
    private const int MaximumGenerations = 64;
    private readonly SleepableRcu? _section;

    /// <summary>Creates a pointer.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initial">What it points to at the start of every execution: generation 0.</param>
    /// <param name="section">The read section in which alone it may be followed, or <c>null</c> when that is not
    /// checked.</param>
    public RcuPointer(string name, T initial, SleepableRcu? section = null)
        : base(name, new RcuPointerState<T>(new Published<T>(0, initial), 0)) => _section = section;

    /// <summary>Follows the pointer (<c>rcu_dereference</c>, <c>srcu_dereference</c>).</summary>
    public Operation<Published<T>> Dereference() => new RcuDereference<T>(this, _section, StepContext.Required.Process);

    /// <summary>Replaces the target (<c>rcu_assign_pointer</c>); at most 63 times in one execution.</summary>
    /// <returns>The former target, which may be freed after a grace period.</returns>
    public Operation<Published<T>> Assign(T value) =>
        Rule(
            "publish",
            state =>
                state.Current.Generation + 1 < MaximumGenerations
                    ? Effect.To(
                        state with
                        {
                            Current = new Published<T>(state.Current.Generation + 1, value),
                        },
                        state.Current
                    )
                    : throw new InvalidOperationException(
                        $"{Name} is published more than {MaximumGenerations - 1} times."
                    ),
            FormattableString.Invariant($"{value}")
        );

    /// <summary>Uses a structure that was reached through the pointer.</summary>
    /// <param name="generation">Of the structure.</param>
    public Operation<Nothing> Use(int generation) =>
        Rule(
            "use",
            state =>
                state.IsFreed(generation) ? Effect.Misuse($"{Name} is not used after it was freed") : Effect.To(state),
            FormattableString.Invariant($"generation {generation}"),
            mode: AccessMode.Read
        );

    /// <summary>Frees a former target (<c>kfree</c>).</summary>
    /// <param name="generation">Of the structure.</param>
    public Operation<Nothing> Free(int generation) =>
        Rule(
            "free",
            state =>
                state.IsFreed(generation) ? Effect.Misuse($"{Name} is not freed twice")
                : state.Current.Generation == generation ? Effect.Misuse($"{Name} is not freed while it is published")
                : Effect.To(state with { Freed = state.Freed | (1UL << generation) }),
            FormattableString.Invariant($"generation {generation}")
        );
}

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

internal sealed record RcuDereference<T>(RcuPointer<T> Pointer, SleepableRcu? Section, string Process)
    : Operation<Published<T>>
    where T : notnull
{
    public override string Kind => "dereference";

    public override IReadOnlyList<Access> Footprint =>
        Section is null ? [Access.Read(Pointer)] : [Access.Read(Pointer), Access.Read(Section)];

    protected override void Apply(StateView states, Outcomes<Published<T>> outcomes)
    {
        if (Section is not null && !states.Of(Section).HasReader(Process))
        {
            outcomes.Refuse($"{Pointer.Name} is followed only in a read section of {Section.Name}");
        }
        else
        {
            outcomes.Add(states.Of(Pointer).Current);
        }
    }
}

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
