using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>
/// A process of guarded transitions. Its location is the place of the pending <c>await</c>; its variables are words,
/// also those that no other process touches, because the published counts tell states apart by variables that will
/// never be read again.
/// </summary>
public abstract class Automaton
{
    private readonly List<Word> _variables = [];

    protected Automaton(string name, params Word[] shared)
    {
        Name = name;
        _variables.AddRange(shared);
    }

    public string Name { get; }

    public abstract Step Run();

    protected static Branch When(Func<Memory, bool> guard, Action<Memory>? effect = null) =>
        new(guard, effect ?? (_ => { }));

    protected static Branch Always(Action<Memory> effect) => new(_ => true, effect);

    /// <summary>A variable of this process alone.</summary>
    protected Word Variable(string name, ulong initial = 0)
    {
        var variable = new Word($"{Name}.{name}", initial);
        _variables.Add(variable);
        return variable;
    }

    /// <summary>Leaves the location <paramref name="name"/>; properties know it as <c>at(process, name)</c>.</summary>
    protected Operation<int> At(string name, params ReadOnlySpan<Branch> branches) =>
        new Leave(name, Sequence<Word>.Of([.. _variables]), Sequence<Branch>.Of(branches)).In(name);
}
