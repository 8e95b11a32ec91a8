using System.Globalization;
using Checker.Exploration;
using Model.Steps;
using Model.Systems;

namespace Checker.Explorer;

/// <summary>Paths through a state space as short text: <c>0,2,1.1</c> is a step of process 0, one of process 2, and the second outcome of process 1.</summary>
internal static class WalkedPath
{
    /// <summary>A schedule as text; empty for the initial state.</summary>
    public static string Text(IEnumerable<ScheduleStep> steps) => string.Join(',', steps.Select(step => step.Outcome == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{step.Process}")
        : string.Create(CultureInfo.InvariantCulture, $"{step.Process}.{step.Outcome}")));

    /// <summary>The schedule that a text stands for.</summary>
    /// <exception cref="InputException">It stands for none.</exception>
    public static Schedule Parse(string text) =>
        new(Sequence<ScheduleStep>.Of([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Step)]));

    private static ScheduleStep Step(string text)
    {
        string[] parts = text.Split('.');
        int outcome = 0;
        return parts.Length <= 2 && Number(parts[0], out int process) && (parts.Length == 1 || Number(parts[1], out outcome))
            ? new ScheduleStep(process, outcome)
            : throw new InputException($"'{text}' is no step of a path");
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
