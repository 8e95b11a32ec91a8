using Model.Steps;

namespace Model.Guests;

/// <summary>The first half of a load that crosses a cache line: reads either part, and answers which.</summary>
internal sealed record SplitLoad(GuestMemory Memory, MemoryAccess Low, MemoryAccess High, StoreBuffer? Buffer) : Operation<(bool IsHigh, UInt128 Value)>
{
    public override string Kind => "load one part";

    public override IReadOnlyList<Access> Footprint => [.. Part(Low).Footprint, .. Part(High).Footprint.Where(access => !ReferenceEquals(access.Target, Buffer))];

    internal override IReadOnlyList<string> Places =>
        [Memory.Describe(Low), Memory.Describe(High), .. Buffer is null ? (ReadOnlySpan<string>)[] : [Buffer.Name]];

    /// <summary>The load of a part.</summary>
    public Operation<UInt128> Part(MemoryAccess part) => (Buffer?.Load(part) ?? new GuestLoad(Memory, part)).From(Source!);

    protected override void Apply(StateView states, Outcomes<(bool IsHigh, UInt128 Value)> outcomes)
    {
        foreach (bool isHigh in (ReadOnlySpan<bool>)[false, true])
        {
            outcomes.Add((isHigh, (UInt128)Part(isHigh ? High : Low).OutcomesIn(states)[0].Response!));
        }
    }

    protected override string Format((bool IsHigh, UInt128 Value) response) => $"{(response.IsHigh ? "high" : "low")} {GuestValue.Format(response.Value)}";
}
