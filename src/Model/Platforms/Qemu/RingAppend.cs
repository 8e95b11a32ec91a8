using Model.Steps;

namespace Model.Platforms.Qemu;

internal sealed record RingAppend(CoalescedRing Ring, CoalescedWrite Write) : Operation<bool>
{
    public override string Kind => "append";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Ring)];

    public override string Operand => Write.ToString();

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var writes = states.Of(Ring);
        if (writes.Count < Ring.Capacity)
        {
            outcomes.Add(true, Ring.To(writes.Append(Write)));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "" : "full";
}
