using Model.Steps;

namespace Model.Machine;

/// <summary>
/// MFENCE where stores are buffered; made to wait for the buffer by <see cref="GuestStoreBuffer.Drained"/>.
/// </summary>
internal sealed record Fence : Operation<Nothing>
{
    public override string Kind => "fence";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
