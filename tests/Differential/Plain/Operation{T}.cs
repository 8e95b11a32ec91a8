namespace Differential.Plain;

/// <summary>An operation that answers.</summary>
/// <param name="outcomes">Tells the possible outcomes: each changes the objects and returns the answer.</param>
public sealed class Operation<T>(Func<IReadOnlyList<Func<T>>> outcomes) : Operation
{
    private T? _answer;

    public override int Count => outcomes().Count;

    public Operation<T> GetAwaiter() => this;

    public T GetResult() => _answer!;

    private protected override void Apply(int outcome) => _answer = outcomes()[outcome]();
}
