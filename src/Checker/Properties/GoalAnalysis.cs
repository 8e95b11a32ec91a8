using System.Collections;
using Checker.Automata;
using Checker.Exploration;

namespace Checker.Properties;

/// <summary>
/// Finds the states from which a goal can never be reached, whatever is scheduled: livelock and endless waiting
/// included. A failed assertion ends an execution, so a state that can still reach one is not silent and does not
/// count. Nor does one from which a limit cut off the view: the goal may be reached beyond it.
/// </summary>
internal sealed unsafe class GoalAnalysis : IDisposable
{
    private const int StatesBetweenLooks = 1 << 14;

    private readonly ExhaustiveSearch _search;
    private readonly MemoryShare _memory;
    private readonly int[] _starts;
    private readonly int[] _predecessors;
    private readonly BitArray _cut;

    /// <summary>Collects the transitions of a search that has visited every reachable state.</summary>
    /// <exception cref="UnfinishedException">A limit came first, of memory too, or there are 2^31
    /// transitions.</exception>
    public GoalAnalysis(ExhaustiveSearch search)
    {
        _search = search;
        _memory = new MemoryShare(search.Memory);
        try
        {
            // Where each state's predecessors start, where the next one goes, the stack of Trapped, and two sets of
            // states.
            int count = search.Store.Count;
            Take((3L * sizeof(int) * (count + 1)) + (count / 4));
            _cut = new BitArray(count);
            _starts = new int[count + 1];
            ForEachTransition((_, target) => _starts[target + 1]++);
            for (int i = 0; i < count; i++)
            {
                _starts[i + 1] += _starts[i];
            }

            Take((long)sizeof(int) * _starts[count]);
            _predecessors = new int[_starts[count]];
            int[] next = _starts[..count];
            ForEachTransition((source, target) => _predecessors[next[target]++] = source);
        }
        catch (Exception exception)
        {
            _memory.Dispose();
            if (exception is OutOfMemoryException)
            {
                throw Unfinished(MemoryBudget.Exhausted().Message);
            }

            throw;
        }
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>
    /// For each state whether it can never reach a state in which <paramref name="goal"/> holds, nor one with a failed
    /// assertion or a cut.
    /// </summary>
    public BitArray Trapped(PredicateTable goal)
    {
        int count = _search.Store.Count;
        var trapped = new BitArray(count, true);
        var reached = new Stack<int>();
        for (int number = 0; number < count; number++)
        {
            if (_search.IsFailed(number) || _cut[number] || goal.Holds(_search.Layout, _search.Store[number]))
            {
                trapped[number] = false;
                reached.Push(number);
            }
        }

        while (reached.TryPop(out int target))
        {
            for (int i = _starts[target]; i < _starts[target + 1]; i++)
            {
                int source = _predecessors[i];
                if (trapped[source])
                {
                    trapped[source] = false;
                    reached.Push(source);
                }
            }
        }

        return trapped;
    }

    private void ForEachTransition(Action<int, int> visit)
    {
        long transitions = 0;
        for (int number = 0; number < _search.Store.Count; number++)
        {
            if (
                number % StatesBetweenLooks == 0
                && _search.Look(transitions, _search.Store.Count - number) is { } limit
            )
            {
                throw Unfinished(limit);
            }

            var successors = _search.SuccessorsOf(number);
            for (int i = 0; i < successors.Count; i++)
            {
                visit(number, _search.Store.Find(successors.State(i)));
            }

            _cut[number] |= successors.Cuts.Count > 0;
            transitions += successors.Count;
            if (transitions > int.MaxValue)
            {
                throw Unfinished("the limit of 2^31 transitions");
            }
        }
    }

    private void Take(long bytes)
    {
        try
        {
            _memory.Add(bytes);
        }
        catch (UnfinishedException limit)
        {
            throw Unfinished(limit.Message);
        }
    }

    private static UnfinishedException Unfinished(string limit) =>
        new($"{limit}, before it was known from which states the goal is reachable");
}

/// <summary>What an exploration has shown. A finished and a cut exploration never share a word.</summary>
public enum Verdict
{
    /// <summary>Every reachable state was explored and every property holds in all of them.</summary>
    Holds,

    /// <summary>A property fails; there is a trace that shows it.</summary>
    Violated,

    /// <summary>Nothing failed as far as explored, but a limit stopped the search.</summary>
    Bounded,

    /// <summary>Nothing was tested.</summary>
    Vacuous,
}
