using Model.Steps;

namespace Model.Objects;

internal sealed record WaitUntil(DelegateValue Condition, string Name, Sequence<SharedObject> Reads) : Operation<Nothing>
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
