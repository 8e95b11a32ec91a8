namespace Model.Steps;

/// <summary>
/// Remarks that a body makes about its local work; they appear in traces and never influence exploration.
/// </summary>
public static class Narration
{
    /// <summary>Whether a trace is being told. Guard costly remarks with it.</summary>
    public static bool Wanted => StepContext.Current?.Notes is not null;

    /// <summary>Adds a remark to the step being told, e.g. the disassembly of a register-only instruction.</summary>
    /// <param name="remark">One short line.</param>
    public static void Note(string remark) => StepContext.Current?.Notes?.Add(remark);

    /// <summary>Remarks so far on the step being told.</summary>
    internal static int Count => StepContext.Current?.Notes?.Count ?? 0;

    /// <summary>Takes back the remarks after the first <paramref name="count"/>.</summary>
    internal static void Forget(int count)
    {
        if (StepContext.Current?.Notes is { } notes)
        {
            notes.RemoveRange(count, notes.Count - count);
        }
    }
}
