using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>The variables as a transition sees and changes them: a later effect sees the earlier ones.</summary>
public sealed class Memory(StateView states)
{
    private readonly Dictionary<Word, ulong> _written = [];

    public int this[Word variable]
    {
        get => (int)(_written.TryGetValue(variable, out ulong value) ? value : states.Of(variable));
        set => _written[variable] = (ulong)value;
    }

    /// <summary>What was written, in the order of <paramref name="variables"/>.</summary>
    public Change[] Changes(IEnumerable<Word> variables) =>
        [.. variables.Where(_written.ContainsKey).Select(variable => variable.To(_written[variable]))];
}
