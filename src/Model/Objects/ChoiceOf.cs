using Model.Steps;

namespace Model.Objects;

internal sealed record ChoiceOf<T>(Sequence<T> Options) : Operation<T>
{
    public override string Kind => "choose";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand => Options.ToString();

    protected override void Apply(StateView states, Outcomes<T> outcomes)
    {
        foreach (T option in Options)
        {
            outcomes.Add(option);
        }
    }
}
