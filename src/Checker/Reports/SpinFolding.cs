using System.Globalization;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>Shows a loop that goes round without anything new once, and says how often it is repeated.</summary>
internal static class SpinFolding
{
    private const int LongestRound = 32;

    /// <summary>The rows that are left.</summary>
    public static IReadOnlyList<TracePart> Fold(IReadOnlyList<TraceStep> steps)
    {
        var parts = new List<TracePart>();
        foreach (var round in Rounds(steps))
        {
            parts.AddRange(steps.Skip(round.Start).Take(round.Length).Select(step => new TracePart(step, "")));
            if (round.Times > 0)
            {
                parts.Add(new TracePart(null, Line(steps, round)) { Process = steps[round.Start].Process });
            }
        }

        return parts;
    }

    /// <summary>All steps as rounds, most of them of one step that is not repeated.</summary>
    public static IEnumerable<SpinRound> Rounds(IReadOnlyList<TraceStep> steps)
    {
        string[] keys = [.. steps.Select(Key)];
        for (int at = 0; at < steps.Count;)
        {
            var round = RoundAt(keys, at);
            yield return round;
            at += round.Length * (round.Times + 1);
        }
    }

    /// <summary>Says how often a round is repeated.</summary>
    public static string Line(IReadOnlyList<TraceStep> steps, SpinRound round)
    {
        string[] processes =
        [
            .. steps.Skip(round.Start).Take(round.Length).Select(step => step.Process).Distinct(StringComparer.Ordinal),
        ];
        string told =
            round.Length == 1
                ? string.Create(CultureInfo.InvariantCulture, $"step {steps[round.Start].Number}")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"steps {steps[round.Start].Number}-{steps[round.Start + round.Length - 1].Number}"
                );
        string often =
            round.Times == 1 ? "once more" : string.Create(CultureInfo.InvariantCulture, $"{round.Times} times more");
        return $"... {string.Join(" and ", processes)} {(processes.Length == 1 ? "repeats" : "repeat")} {told} {often}";
    }

    // The shortest round that is repeated, if leaving out its repeats saves at least two rows.
    private static SpinRound RoundAt(string[] keys, int at)
    {
        for (int length = 1; length <= LongestRound && at + (2 * length) <= keys.Length; length++)
        {
            int times = 0;
            while (
                at + ((times + 2) * length) <= keys.Length
                && keys.AsSpan(at, length).SequenceEqual(keys.AsSpan(at + ((times + 1) * length), length))
            )
            {
                times++;
            }

            if (times * length > 2)
            {
                return new SpinRound(at, length, times);
            }
        }

        return new SpinRound(at, 1, 0);
    }

    private static string Key(TraceStep step) => string.Join('\n', [step.Process, .. StepLines.Of(step)]);
}

/// <summary>Steps of a trace, one after the other, and how often the very same follow.</summary>
/// <param name="Start">Index of the first step.</param>
/// <param name="Length">Number of steps.</param>
/// <param name="Times">How often they are repeated; 0 when they are not.</param>
internal readonly record struct SpinRound(int Start, int Length, int Times);
