using Checker.Automata.Guards;
using Model.Steps;

namespace Checker.Automata;

/// <summary>A local that takes on ever new values, most likely what keeps a process from having finitely many local states.</summary>
/// <param name="Process">The process.</param>
/// <param name="Description">The local, in words.</param>
/// <param name="Place">The local, in the code.</param>
internal sealed record GrowingLocal(string Process, string Description, CodePlace Place)
{
    private const int Window = 1000;

    /// <summary>The local with the most different values among the newest states; <c>null</c> when none stands out.</summary>
    public static GrowingLocal? Among(string process, IReadOnlyList<LocalState> states)
    {
        var values = new Dictionary<string, (CodePlace Place, HashSet<object?> Values)>(StringComparer.Ordinal);
        foreach (var frame in states.Skip(Math.Max(0, states.Count - Window)).SelectMany(state => state.Key.Frames))
        {
            var live = frame.Shape.LiveAt(frame.Position);
            for (int i = 0; i < live.Length; i++)
            {
                string place = $"{CapturedValues.Place(live[i].Local)} of {MethodNames.Of(frame.Shape.Machine)}";
                if (!values.TryGetValue(place, out var seen))
                {
                    values.Add(place, seen = (new CodePlace(frame.Shape.Machine, MethodNames.Inner(live[i].Local.Name)), []));
                }

                seen.Values.Add(frame.Locals[i]);
            }
        }

        return values
            .OrderByDescending(entry => entry.Value.Values.Count)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(entry => entry.Value.Values.Count > 1)
            .Select(entry => new GrowingLocal(process, entry.Key, entry.Value.Place))
            .FirstOrDefault();
    }
}
