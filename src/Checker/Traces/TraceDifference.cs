using System.Globalization;
using System.Text.Json;

namespace Checker.Traces;

/// <summary>Finds the first field in which what was recorded and what happens differ.</summary>
internal static class TraceDifference
{
    /// <summary>The first difference between two steps, or <c>null</c>.</summary>
    public static Drift? Between(TraceStep recorded, TraceStep actual) =>
        First(actual.Number, "", Fields(recorded), Fields(actual));

    /// <summary>The first difference between two lists of endings, or <c>null</c>.</summary>
    public static Drift? Between(IReadOnlyList<ProcessEnding> recorded, IReadOnlyList<ProcessEnding> actual)
    {
        for (int i = 0; i < Math.Max(recorded.Count, actual.Count); i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"endings[{i}].");
            if (
                First(null, place, Fields(recorded.ElementAtOrDefault(i)), Fields(actual.ElementAtOrDefault(i))) is
                { } drift
            )
            {
                return drift;
            }
        }

        return null;
    }

    /// <summary>A list as drift reports show it.</summary>
    public static string Shown(IEnumerable<string> list) => string.Join(", ", list);

    private static Drift? First(
        int? step,
        string place,
        IReadOnlyList<(string Field, string Value)> recorded,
        IReadOnlyList<(string Field, string Value)> actual
    ) =>
        recorded
            .Zip(actual)
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new Drift(step, place + pair.First.Field, pair.First.Value, pair.Second.Value))
            .FirstOrDefault();

    private static IReadOnlyList<(string Field, string Value)> Fields(TraceStep step) =>
        [
            ("number", step.Number.ToString(CultureInfo.InvariantCulture)),
            ("process", step.Process),
            ("outcome", step.Outcome.ToString(CultureInfo.InvariantCulture)),
            ("kind", step.Kind),
            ("objects", Shown(step.Objects)),
            ("operand", step.Operand),
            ("response", step.Response),
            ("routine", step.Routine),
            (
                "address",
                step.Address is ulong address ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}") : ""
            ),
            ("text", step.Text),
            ("changes", Shown(step.Changes.Select(change => $"{change.Target}: {change.Before} -> {change.After}"))),
            ("notes", Shown(step.Notes)),
        ];

    private static IReadOnlyList<(string Field, string Value)> Fields(ProcessEnding? ending) =>
        [
            ("process", ending?.Process ?? "(none)"),
            (
                "activity",
                ending is null ? "(none)" : JsonNamingPolicy.CamelCase.ConvertName(ending.Activity.ToString())
            ),
            ("details", Shown(ending?.Details ?? [])),
        ];
}

/// <summary>The first place where an execution differs from its recording.</summary>
/// <param name="Step">The step, counted from 1; <c>null</c> when it is no step: the processes, the property or the
/// endings.</param>
/// <param name="Field">The field of the trace file.</param>
/// <param name="Recorded">What the file says.</param>
/// <param name="Actual">What happens.</param>
public sealed record Drift(int? Step, string Field, string Recorded, string Actual)
{
    /// <summary>Three lines: where, what was recorded, what happens now.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"drift {(Step is int step ? $"at step {step}" : "in the trace")}, field {Field}\n  recorded: "
                + $"{Shown(Recorded)}\n  actual:   {Shown(Actual)}"
        );

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}
