using Model.Steps;

namespace Model.Platforms.Qemu;

internal sealed record RingTake(CoalescedRing Ring) : Operation<(CoalescedWrite Write, bool Found)>
{
    public override string Kind => "take";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Ring)];

    protected override void Apply(StateView states, Outcomes<(CoalescedWrite Write, bool Found)> outcomes)
    {
        var writes = states.Of(Ring);
        if (writes.Count > 0)
        {
            outcomes.Add((writes[0], true), Ring.To(writes.RemoveFirst()));
        }
        else
        {
            outcomes.Add((default, false));
        }
    }

    protected override string Format((CoalescedWrite Write, bool Found) response) => response.Found ? response.Write.ToString() : "empty";
}
