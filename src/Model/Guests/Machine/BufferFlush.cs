using Model.Steps;

namespace Model.Guests;

/// <summary>Takes the oldest store of a buffer to memory; blocked while the buffer is empty.</summary>
internal sealed record BufferFlush(StoreBuffer Buffer, GuestMemory Memory) : Operation<PendingStore>
{
    public override string Kind => "flush";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer)];

    protected internal override IReadOnlyList<Access> FootprintIn(StateView states)
    {
        var pending = states.Of(Buffer);
        return pending.Count == 0 ? Footprint : [.. Footprint, .. Memory.WordsIn(pending[0].Place).Select(Access.Write)];
    }

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Memory.ShowChanges(before, after, changes, [Memory.ToLinear(((PendingStore)response!).Place)]);

    protected override void Apply(StateView states, Outcomes<PendingStore> outcomes)
    {
        var pending = states.Of(Buffer);
        if (pending.Count > 0)
        {
            outcomes.Add(pending[0], [Buffer.To(pending.RemoveFirst()), .. Memory.WriteAt(states, pending[0].Place, pending[0].Value)]);
        }
    }

    protected override string Format(PendingStore response) => Buffer.Describe(response);
}
