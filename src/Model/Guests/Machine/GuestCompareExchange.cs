using Model.Steps;

namespace Model.Guests;

/// <summary>Replaces a value in memory by another if it is still there, in one step; answers the value seen.</summary>
internal sealed record GuestCompareExchange(GuestMemory Memory, MemoryAccess Access, UInt128 Expected, UInt128 Desired) : Operation<UInt128>
{
    public override string Kind => "compare-exchange";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    public override string Operand => $"{GuestValue.Format(Expected)} -> {GuestValue.Format(Desired)}";

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Memory.ShowChanges(before, after, changes, [Access]);

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        UInt128 seen = Memory.Read(states, Access);
        if (seen == Expected)
        {
            outcomes.Add(seen, Memory.Write(states, Access, Desired));
        }
        else
        {
            outcomes.Add(seen);
        }
    }

    protected override string Format(UInt128 response) =>
        response == Expected ? $"{GuestValue.Format(response)}, exchanged" : $"{GuestValue.Format(response)}, failed";
}
