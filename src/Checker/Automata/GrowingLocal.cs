using System.Globalization;
using Checker.Automata.Guards;
using Model.Steps;

namespace Checker.Automata;

/// <summary>
/// A local that takes on ever new values, most likely what keeps a process from having finitely many local states.
/// </summary>
/// <param name="Process">The process.</param>
/// <param name="Description">The local, in words.</param>
/// <param name="Place">The local, in the code.</param>
internal sealed record GrowingLocal(string Process, string Description, CodePlace Place)
{
    private const int Window = 1000;

    /// <summary>
    /// The local with the most different values among the newest states; <c>null</c> when none stands out.
    /// </summary>
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
                    values.Add(
                        place,
                        seen = (new CodePlace(frame.Shape.Machine, MethodNames.Inner(live[i].Local.Name)), [])
                    );
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

/// <summary>What kept a search from coming to its end, as far as that can be told.</summary>
/// <param name="Description">The process or object with the most values, and the local that has most of them; in
/// words.</param>
/// <param name="Place">The local, or the code that runs without end; <c>null</c> when there is none.</param>
internal sealed record Growth(string Description, CodePlace? Place)
{
    /// <summary>What has the most values.</summary>
    public static Growth Of(Composition composition)
    {
        var process = composition.Processes.MaxBy(process => process.Count)!;
        var target = composition.Objects.MaxBy(target => target.Count);
        if (target?.Count > process.Count)
        {
            return new Growth(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the object {target.Target.Name} has {target.Count:N0} states, more than anything else"
                ),
                null
            );
        }

        var growing = process.Growing();
        return new Growth(
            string.Create(
                CultureInfo.InvariantCulture,
                $"process {process.Name} has {process.Count:N0} local states, more than anything else"
                    + $"{(growing is null ? "" : $"; {growing.Description} has the most values")}"
            ),
            growing?.Place
        );
    }

    /// <summary>What an exception names that stopped the search; <c>null</c> when it names nothing.</summary>
    public static Growth? In(Exception exception) =>
        exception switch
        {
            UnboundedLocalsException { Growing: { } growing } => new Growth(growing.Description, growing.Place),
            _ => null,
        };
}

/// <summary>
/// A process has more local states than are allowed: most likely one of its locals grows without bound.
/// </summary>
internal sealed class UnboundedLocalsException(string process, int count, GrowingLocal? growing)
    : Exception(
        $"process {process} has more than {count} local states"
            + (growing is null ? "" : $"; {growing.Description} takes on ever new values")
            + "; bound it, or raise --max-locals"
    )
{
    /// <summary>The local that grows, or <c>null</c> when none stands out.</summary>
    public GrowingLocal? Growing { get; } = growing;
}
