using Model.Steps;

namespace Model.Guests;

/// <summary>Reads memory in one step.</summary>
internal sealed record GuestLoad(GuestMemory Memory, MemoryAccess Access) : Operation<UInt128>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Read)];

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes) => outcomes.Add(Memory.Read(states, Access));

    protected override string Format(UInt128 response) => GuestValue.Format(response);
}
