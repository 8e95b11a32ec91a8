using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>A CPU translates the address of the LAPIC page: from its TLB, else from the EPT, which fills the TLB when the page is mapped.</summary>
internal sealed record PageWalk(Word PageTable, Word Tlb) : Operation<bool>
{
    public override string Kind => "translate";

    public override IReadOnlyList<Access> Footprint => [Access.Read(PageTable), Access.Write(Tlb)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (states.Of(Tlb) != 0 || states.Of(PageTable) != 0)
        {
            outcomes.Add(true, Tlb.To(1));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "mapped" : "EPT violation";
}
