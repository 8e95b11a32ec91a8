namespace Checker.Traces;

/// <summary>
/// Traces of format 1 name a place in memory by the aligned word of four bytes that holds it: so what they call it is not compared. Who
/// steps, what the step is, its outcome and where it comes from still are, and all that it answers but for names.
/// </summary>
internal static class OldNames
{
    private const string BufferStore = "buffer store";
    private const string Flush = "flush";

    /// <summary>The step with the names of the recorded one.</summary>
    public static TraceStep In(TraceStep actual, TraceStep recorded) => actual with
    {
        Objects = recorded.Objects,
        Changes = recorded.Changes,
        Operand = actual.Kind == BufferStore ? recorded.Operand : actual.Operand,
        Response = actual.Kind == Flush ? recorded.Response : actual.Response,
    };

    /// <summary>The endings with the names of the recorded ones.</summary>
    public static IReadOnlyList<ProcessEnding> In(IReadOnlyList<ProcessEnding> actual, IReadOnlyList<ProcessEnding> recorded) =>
        [.. actual.Select((ending, number) => number < recorded.Count ? ending with { Details = recorded[number].Details } : ending)];
}
