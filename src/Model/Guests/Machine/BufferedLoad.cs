using Model.Steps;

namespace Model.Guests;

/// <summary>Reads memory as its CPU sees it: through the CPU's store buffer, in one step.</summary>
internal sealed record BufferedLoad(StoreBuffer Buffer, GuestMemory Memory, MemoryAccess Access) : Operation<UInt128>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Read), Steps.Access.Read(Buffer)];

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access), Buffer.Name];

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        var pending = states.Of(Buffer);
        outcomes.Add(StoreBuffer.Forward(pending, Memory.Pages.Places(Access)[0], Memory.Read(states, Access)));
    }

    protected override string Format(UInt128 response) => GuestValue.Format(response);
}
