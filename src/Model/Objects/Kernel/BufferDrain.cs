using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record BufferDrain(StoreBuffer Buffer, Sequence<Word> Words) : Operation<Nothing>
{
    public override string Kind => "drain";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer), .. Words.Select(Access.Write)];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var stores = states.Of(Buffer);
        if (stores.Count > 0)
        {
            outcomes.Add(default, Buffer.To(stores.RemoveFirst()), stores[0].Word.To(stores[0].Value));
        }
    }
}
