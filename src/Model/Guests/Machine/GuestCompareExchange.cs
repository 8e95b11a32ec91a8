using Model.Steps;

namespace Model.Guests;

/// <summary>Replaces a value in memory by another if it is still there, in one step; answers whether it was.</summary>
internal sealed record GuestCompareExchange(GuestMemory Memory, MemoryAccess Access, UInt128 Expected, UInt128 Desired) : Operation<bool>
{
    public override string Kind => "compare-exchange";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    public override string Operand => $"{GuestValue.Format(Expected)} -> {GuestValue.Format(Desired)}";

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (Memory.Read(states, Access) == Expected)
        {
            outcomes.Add(true, Memory.Write(states, Access, Desired));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "exchanged" : "failed";
}
