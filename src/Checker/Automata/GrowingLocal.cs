using Checker.Automata.Guards;
using Model.Steps;

namespace Checker.Automata;

/// <summary>Finds the local that keeps a process from having finitely many local states.</summary>
internal static class GrowingLocal
{
    private const int Window = 1000;

    /// <summary>The local with the most different values among the newest states, in words; <c>null</c> when none stands out.</summary>
    public static string? Among(IReadOnlyList<LocalState> states)
    {
        var values = new Dictionary<string, HashSet<object?>>(StringComparer.Ordinal);
        foreach (var frame in states.Skip(Math.Max(0, states.Count - Window)).SelectMany(state => state.Key.Frames))
        {
            var fields = frame.Shape.LiveAt(frame.Position);
            for (int i = 0; i < fields.Length; i++)
            {
                string place = $"{CapturedValues.Place(fields[i])} of {MethodNames.Of(frame.Shape.Machine)}";
                if (!values.TryGetValue(place, out var seen))
                {
                    values.Add(place, seen = []);
                }

                seen.Add(frame.Locals[i]);
            }
        }

        return values
            .OrderByDescending(entry => entry.Value.Count)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(entry => entry.Value.Count > 1)
            .Select(entry => entry.Key)
            .FirstOrDefault();
    }
}
