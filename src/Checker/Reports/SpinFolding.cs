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
        string[] keys = [.. steps.Select(Key)];
        for (int at = 0; at < steps.Count;)
        {
            var (length, times) = RoundAt(keys, at);
            for (int i = 0; i < length; i++)
            {
                parts.Add(new TracePart(steps[at + i], ""));
            }

            if (times > 0)
            {
                parts.Add(new TracePart(null, Line(steps, at, length, times)));
            }

            at += length * (times + 1);
        }

        return parts;
    }

    // The shortest round that is repeated, if leaving out its repeats saves at least two rows.
    private static (int Length, int Times) RoundAt(string[] keys, int at)
    {
        for (int length = 1; length <= LongestRound && at + (2 * length) <= keys.Length; length++)
        {
            int times = 0;
            while (at + ((times + 2) * length) <= keys.Length
                && keys.AsSpan(at, length).SequenceEqual(keys.AsSpan(at + ((times + 1) * length), length)))
            {
                times++;
            }

            if (times * length > 2)
            {
                return (length, times);
            }
        }

        return (1, 0);
    }

    private static string Line(IReadOnlyList<TraceStep> steps, int at, int length, int times)
    {
        string[] processes = [.. steps.Skip(at).Take(length).Select(step => step.Process).Distinct(StringComparer.Ordinal)];
        string round = length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"step {steps[at].Number}")
            : string.Create(CultureInfo.InvariantCulture, $"steps {steps[at].Number}-{steps[at + length - 1].Number}");
        string often = times == 1 ? "once more" : string.Create(CultureInfo.InvariantCulture, $"{times} times more");
        return $"... {string.Join(" and ", processes)} {(processes.Length == 1 ? "repeats" : "repeat")} {round} {often}";
    }

    private static string Key(TraceStep step) => string.Join('\n', [step.Process, .. StepLines.Of(step)]);
}
