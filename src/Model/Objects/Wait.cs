using Model.Steps;

namespace Model.Objects;

/// <summary>Waiting for a condition over shared objects.</summary>
public static class Wait
{
    /// <summary>Blocks until <paramref name="condition"/> holds, judged in one instant.</summary>
    /// <param name="condition">
    /// A pure predicate. Two predicates are the same operation when they are the same code over equal captured values.
    /// Build the lambda in a method that is not async itself: a lambda inside an async method makes the compiler share
    /// the captured locals.
    /// </param>
    /// <param name="name">What is waited for, as traces show it.</param>
    /// <param name="reads">The objects that the condition looks at.</param>
    public static Operation<Nothing> Until(
        Func<StateView, bool> condition,
        string name,
        params ReadOnlySpan<SharedObject> reads
    ) => new WaitUntil(new DelegateValue(condition), name, Sequence<SharedObject>.Of(reads));
}

internal sealed record WaitUntil(DelegateValue Condition, string Name, Sequence<SharedObject> Reads)
    : Operation<Nothing>
{
    public override string Kind => "wait until";

    public override IReadOnlyList<Access> Footprint => [.. Reads.Select(Access.Read)];

    public override string Operand => Name;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (((Func<StateView, bool>)Condition.Target)(states))
        {
            outcomes.Add(default);
        }
    }
}
