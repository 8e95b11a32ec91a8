using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Models.Shapes;

/// <summary>
/// A process body with an unusual flow between its awaits, beside a process that sets the word <c>a</c> to 1 once. What
/// the body stores in the word <c>result</c> at last is known: <paramref name="Results"/> are all the values possible.
/// </summary>
/// <param name="Name">Names the model in test results.</param>
/// <param name="Body">The body, given <c>a</c> and <c>result</c>.</param>
/// <param name="Results">In ascending order.</param>
public sealed record ShapeModel(string Name, Func<Word, Word, Step> Body, params ulong[] Results)
{
    public SystemModel Build()
    {
        var (a, result) = (new Word("a"), new Word("result", 99));
        return new SystemModel(Name)
            .Process("body", () => Body(a, result))
            .Process("other", () => Set(a))
            .Observe(a, result);
    }

    public override string ToString() => Name;

    private static async Step Set(Word a) => await a.Store(1);
}
