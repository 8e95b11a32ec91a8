using Model.Steps;

namespace Model.Objects;

/// <summary>Nondeterministic data: every option is explored.</summary>
public static class Choice
{
    /// <summary>Answers each of <paramref name="options"/> in some execution.</summary>
    /// <typeparam name="T">An immutable type with value equality.</typeparam>
    public static Operation<T> Of<T>(params ReadOnlySpan<T> options) => new ChoiceOf<T>(Sequence<T>.Of(options));

    /// <summary>
    /// Answers each number from <paramref name="first"/> to <paramref name="last"/>, both included, in some execution.
    /// </summary>
    public static Operation<int> Between(int first, int last) =>
        new ChoiceOf<int>(Sequence<int>.Of([.. Enumerable.Range(first, Math.Max(0, last - first + 1))]));
}

internal sealed record ChoiceOf<T>(Sequence<T> Options) : Operation<T>
{
    public override string Kind => "choose";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand => Options.ToString();

    protected override void Apply(StateView states, Outcomes<T> outcomes)
    {
        foreach (var option in Options)
        {
            outcomes.Add(option);
        }
    }
}
