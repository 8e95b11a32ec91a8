using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record BufferedLoad(StoreBuffer Buffer, Word Word) : Operation<ulong>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word), Access.Read(Buffer)];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        var stores = states.Of(Buffer);
        for (int i = stores.Count - 1; i >= 0; i--)
        {
            if (stores[i].Word == Word)
            {
                outcomes.Add(stores[i].Value);
                return;
            }
        }

        outcomes.Add(states.Of(Word));
    }

    protected override string Format(ulong response) => Word.FormatValue(response);
}
