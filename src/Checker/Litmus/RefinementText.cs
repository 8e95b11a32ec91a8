using Checker.Reports;

namespace Checker.Litmus;

/// <summary>Refinements as text.</summary>
internal static class RefinementText
{
    /// <summary>
    /// The verdict of a test and, for each outcome that the hardware forbids, a shortest trace; each line with its end.
    /// </summary>
    public static string Of(Refinement refinement, int width)
    {
        var platform = refinement.Platform.Platform;
        string counts = FormattableString.Invariant(
            $"{refinement.Platform.Endings.Count} outcomes, hardware {refinement.Hardware.Endings.Count}"
        );
        string text =
            $"{Word(refinement.Verdict),-8} {refinement.Platform.Program.Test.Name} on "
            + $"{$"{platform.Name} {platform.Changed}".TrimEnd()}: {counts}\n";
        text += refinement.IsExhaustive ? "" : $"  not exhaustive: {refinement.StoppedBy}\n";
        foreach (string missing in refinement.NeverShown)
        {
            text += $"  never shows {missing}\n";
        }

        foreach (var forbidden in refinement.Forbidden)
        {
            text += $"  hardware forbids {forbidden.Text}\n";
        }

        return text
            + string.Concat(refinement.Forbidden.Select(forbidden => $"\n{TraceText.Of(forbidden.Trace!, width)}\n"));
    }

    /// <summary>
    /// How many tests of each instruction refine, are stronger, are weaker: a table for each platform; each line with
    /// its end.
    /// </summary>
    public static string Summary(IReadOnlyList<Refinement> refinements)
    {
        var groups = refinements
            .GroupBy(refinement =>
                (
                    Platform: $"{refinement.Platform.Platform.Name} {refinement.Platform.Platform.Changed}".TrimEnd(),
                    Instruction: refinement.Platform.Program.Instruction
                )
            )
            .ToList();
        int first = Math.Max("platform".Length, groups.Max(group => group.Key.Platform.Length));
        int second = Math.Max("instruction".Length, groups.Max(group => group.Key.Instruction.Length));
        bool isCut = refinements.Any(refinement => refinement.Verdict == RefinementVerdict.Bounded);
        var lines = new List<string> { Line("platform", "instruction", "refines", "stronger", "weaker", "bounded") };
        foreach (var platform in groups.GroupBy(group => group.Key.Platform))
        {
            lines.AddRange(
                platform
                    .OrderBy(group => group.Key.Instruction, StringComparer.Ordinal)
                    .Select(group =>
                        Line(
                            group.Key.Platform,
                            group.Key.Instruction,
                            Count(group, RefinementVerdict.Refines),
                            Count(group, RefinementVerdict.Stronger),
                            Count(group, RefinementVerdict.Weaker),
                            Count(group, RefinementVerdict.Bounded)
                        )
                    )
            );
        }

        return string.Concat(lines.Select(line => line + "\n"));

        string Line(
            string platform,
            string instruction,
            string refines,
            string stronger,
            string weaker,
            string bounded
        ) =>
            $"{platform.PadRight(first)}  {instruction.PadRight(second)}  {refines,7}  {stronger,8}  {weaker,6}"
            + $"{(isCut ? $"  {bounded,7}" : "")}";
    }

    /// <summary>A verdict in a word.</summary>
    public static string Word(RefinementVerdict verdict) =>
        verdict switch
        {
            RefinementVerdict.Refines => "refines",
            RefinementVerdict.Stronger => "stronger",
            RefinementVerdict.Weaker => "weaker",
            _ => "bounded",
        };

    private static string Count(IEnumerable<Refinement> group, RefinementVerdict verdict) =>
        Labels.Number(group.Count(refinement => refinement.Verdict == verdict));
}
