using Model.Steps;

namespace Checker.Traces;

/// <summary>A shared object, or a place in memory, that a step changed.</summary>
/// <param name="Target">Its name; a place in memory as the guest accesses it.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="After">Its state after the step.</param>
public sealed record TraceChange(string Target, string Before, string After)
{
    /// <summary>The changes of a step.</summary>
    internal static IReadOnlyList<TraceChange> Of(IEnumerable<ShownChange> changes) =>
        [.. changes.Select(change => new TraceChange(change.Name, change.Before, change.After))];
}
