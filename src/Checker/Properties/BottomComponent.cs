using Checker.Exploration;

namespace Checker.Properties;

/// <summary>
/// A set of states that can all reach each other and nothing else: where every long enough fair execution ends up.
/// </summary>
internal static class BottomComponent
{
    /// <summary>
    /// The first such component that a depth-first walk from <paramref name="start"/> completes, in order of discovery:
    /// however the search numbered its states.
    /// </summary>
    /// <remarks>
    /// Tarjan's algorithm (1972) with an explicit stack: the first component it completes has no way out.
    /// </remarks>
    public static IReadOnlyList<int> ReachableFrom(ExhaustiveSearch search, int start)
    {
        var index = new Dictionary<int, int>();
        var low = new Dictionary<int, int>();
        var open = new List<int>();
        var calls = new Stack<(int State, int[] Successors, int Next)>();
        Enter(start);
        while (true)
        {
            var (state, successors, next) = calls.Pop();
            if (next < successors.Length)
            {
                calls.Push((state, successors, next + 1));
                int target = successors[next];
                if (!index.TryGetValue(target, out int seen))
                {
                    Enter(target);
                }
                else
                {
                    low[state] = Math.Min(low[state], seen);
                }

                continue;
            }

            if (low[state] == index[state])
            {
                return open[open.IndexOf(state)..];
            }

            int caller = calls.Peek().State;
            low[caller] = Math.Min(low[caller], low[state]);
        }

        void Enter(int state)
        {
            index.Add(state, index.Count);
            low.Add(state, index[state]);
            open.Add(state);
            calls.Push((state, SuccessorNumbers(search, state), 0));
        }
    }

    private static unsafe int[] SuccessorNumbers(ExhaustiveSearch search, int state)
    {
        var successors = search.SuccessorsOf(state);
        int[] numbers = new int[successors.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = search.Store.Find(successors.State(i));
        }

        return numbers;
    }
}
