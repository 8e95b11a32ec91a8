using Checker.Automata;
using Model.Steps;

namespace Checker.Exploration;

/// <summary>
/// What the states look like in which nothing can step: each look once, with the first state that has it.
/// </summary>
internal sealed unsafe class FinalStates
{
    private readonly Composition _composition;
    private readonly Func<StateView, string> _look;
    private readonly SortedDictionary<string, int> _first = new(StringComparer.Ordinal);

    public FinalStates(Composition composition, Func<StateView, string> look)
    {
        _composition = composition;
        _look = look;
    }

    /// <summary>The looks in ordinal order, each with the number of the state that was found first.</summary>
    public IReadOnlyDictionary<string, int> First => _first;

    /// <summary>Notes a state.</summary>
    /// <exception cref="ModelException">The function that looks throws.</exception>
    public void Note(Layout layout, ulong* state, int number)
    {
        try
        {
            _first.TryAdd(_look(new RecordingView(_composition, layout, state)), number);
        }
        catch (Exception exception) when (exception is not (ModelException or OutOfMemoryException))
        {
            throw new ModelException(
                $"the look at a final state throws {exception.GetType().Name}: {exception.Message}"
            );
        }
    }
}
