using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>The first half of a load that crosses a cache line: reads either part, and answers which.</summary>
internal sealed record SplitLoad(GuestMemory Memory, MemoryAccess Low, MemoryAccess High, GuestStoreBuffer? Buffer)
    : Operation<(bool IsHigh, UInt128 Value)>
{
    public override string Kind => "load one part";

    public override IReadOnlyList<Access> Footprint =>
        [.. Part(Low).Footprint, .. Part(High).Footprint.Where(access => !ReferenceEquals(access.Target, Buffer))];

    internal override IReadOnlyList<string> Places =>
        [Memory.Describe(Low), Memory.Describe(High), .. Buffer is null ? (ReadOnlySpan<string>)[] : [Buffer.Name]];

    /// <summary>The load of a part.</summary>
    public Operation<UInt128> Part(MemoryAccess part) =>
        (Buffer?.Load(part) ?? new GuestLoad(Memory, part)).From(Source!);

    protected override void Apply(StateView states, Outcomes<(bool IsHigh, UInt128 Value)> outcomes)
    {
        foreach (bool isHigh in (ReadOnlySpan<bool>)[false, true])
        {
            outcomes.Add((isHigh, (UInt128)Part(isHigh ? High : Low).OutcomesIn(states)[0].Response!));
        }
    }

    protected override string Format((bool IsHigh, UInt128 Value) response) =>
        $"{(response.IsHigh ? "high" : "low")} {GuestValue.Format(response.Value)}";
}

/// <summary>
/// The first half of a store that crosses a cache line, where nothing is buffered: writes either part, and answers
/// which.
/// </summary>
internal sealed record SplitStore(GuestMemory Memory, GuestStore Low, GuestStore High) : Operation<bool>
{
    public override string Kind => "store one part";

    public override IReadOnlyList<Access> Footprint => [.. Low.Footprint, .. High.Footprint];

    public override string Operand => $"{Low.Operand} or {High.Operand}";

    internal override IReadOnlyList<string> Places => [.. Low.Places, .. High.Places];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => Memory.ShowChanges(before, after, changes, [Low.Access, High.Access]);

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        outcomes.Add(false, Memory.Write(states, Low.Access, Low.Value));
        outcomes.Add(true, Memory.Write(states, High.Access, High.Value));
    }

    protected override string Format(bool response) => response ? "high" : "low";
}
