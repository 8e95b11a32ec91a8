using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record SrcuReadUnlock(SleepableRcu Section, SrcuReader Reader) : Operation<Nothing>
{
    public override string Kind => "srcu read unlock";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    public override string Operand => FormattableString.Invariant($"{Reader.Index}");

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Section);
        if (!state.Readers.Contains(Reader))
        {
            outcomes.Refuse($"a read section of {Section.Name} is closed by its reader with the index it was given");
            return;
        }

        var next = state.Without(Reader);
        if (Section.Order is { } order && !next.HasReader(Reader.Process))
        {
            outcomes.Add(default, Section.To(next), order.Released(states, Reader.Process, Section.Name));
        }
        else
        {
            outcomes.Add(default, Section.To(next));
        }
    }
}
