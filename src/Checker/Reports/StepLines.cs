using System.Globalization;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>A step of a trace as short lines: what is done, where it comes from, what changes.</summary>
internal static class StepLines
{
    /// <summary>The lines, the operation first.</summary>
    public static IEnumerable<string> Of(TraceStep step)
    {
        yield return Wording.Of(step with { Address = null, Text = "", Routine = "" });
        if (step.Address is ulong address)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"0x{address:x} {step.Text}").TrimEnd();
        }
        else if (step.Text.Length > 0)
        {
            yield return step.Text;
        }

        if (step.Routine.Length > 0)
        {
            yield return $"in {step.Routine}";
        }

        foreach (var change in step.Changes)
        {
            yield return $"{change.Target}: {change.Before} -> {change.After}";
        }

        foreach (string note in step.Notes)
        {
            yield return $"then {note}";
        }
    }
}
