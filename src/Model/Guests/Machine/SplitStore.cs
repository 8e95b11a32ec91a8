using Model.Steps;

namespace Model.Guests;

/// <summary>The first half of a store that crosses a cache line, where nothing is buffered: writes either part, and answers which.</summary>
internal sealed record SplitStore(GuestMemory Memory, GuestStore Low, GuestStore High) : Operation<bool>
{
    public override string Kind => "store one part";

    public override IReadOnlyList<Access> Footprint => [.. Low.Footprint, .. High.Footprint];

    public override string Operand => $"{Low.Operand} or {High.Operand}";

    internal override IReadOnlyList<string> Places => [.. Low.Places, .. High.Places];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Memory.ShowChanges(before, after, changes, [Low.Access, High.Access]);

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        outcomes.Add(false, Memory.Write(states, Low.Access, Low.Value));
        outcomes.Add(true, Memory.Write(states, High.Access, High.Value));
    }

    protected override string Format(bool response) => response ? "high" : "low";
}
