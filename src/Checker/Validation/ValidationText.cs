using Checker.Patches;
using Checker.Replay;
using Checker.Reports;

namespace Checker.Validation;

/// <summary>A validation as text.</summary>
internal static class ValidationText
{
    private const string Detail = "    ";

    /// <summary>The table, what was not covered, and the numbers; each line with its end.</summary>
    /// <param name="outcome">What was shown.</param>
    /// <param name="traces">The saved trace of each line that is broken.</param>
    /// <param name="elapsed">Time taken.</param>
    public static string Of(
        ValidationOutcome outcome,
        IReadOnlyDictionary<ValidationLine, string> traces,
        TimeSpan elapsed
    )
    {
        var patch = outcome.Patch;
        List<string> lines =
        [
            $"{patch.File.Path}: {patch.Name}, a patch of {outcome.Base.Name}",
            .. patch.Overridden.Select(step => $"  overrides {step.Method.Name} ({step.Routine})"),
            "",
            "effect        before    after     property",
            .. Table(outcome, traces),
            "",
            .. Uncovered(patch),
            Summary(outcome, elapsed),
        ];
        return string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
    }

    /// <summary>An effect in words.</summary>
    public static string Word(PatchEffect effect) =>
        effect switch
        {
            PatchEffect.NewlyBroken => "newly broken",
            PatchEffect.StillBroken => "still broken",
            PatchEffect.Broken => "broken",
            PatchEffect.Undecided => "undecided",
            PatchEffect.Cured => "cured",
            PatchEffect.Unchanged => "unchanged",
            _ => throw new ArgumentOutOfRangeException(nameof(effect)),
        };

    /// <summary>What is known of a property, in a word.</summary>
    public static string Word(PropertyState state) => state.ToString().ToLowerInvariant();

    /// <summary>The steps and lines of a patch that no run reached, in words.</summary>
    public static IEnumerable<string> Uncovered(LoadedPatch patch)
    {
        if (patch.Unreached.Count == 0)
        {
            return ["covered: every statement of the patch was run"];
        }

        return patch
            .Overridden.Where(patch.IsUnreached)
            .Select(step => $"not covered: {step.Method.Name} ({step.Routine}), which no run reached")
            .Concat(Coverage.Gaps(patch).Select(gap => $"not covered: {gap}"));
    }

    // A search that was stopped leaves many properties undecided: they are told together.
    private static object UndecidedKey(ValidationLine line) =>
        line.Effect == PatchEffect.Undecided && line.Tests.Count == 0 ? (line.After, line.Reason, line.Settings) : line;

    // What is broken comes first, whatever it is about.
    private static IEnumerable<string> Table(
        ValidationOutcome outcome,
        IReadOnlyDictionary<ValidationLine, string> traces
    ) =>
        outcome
            .Lines.GroupBy(UndecidedKey)
            .Select(lines => (lines.First().Effect, Text: Lines([.. lines], traces)))
            .Concat(outcome.InstructionLines.Select(line => (line.Effect, Text: Lines(line))))
            .OrderBy(entry => entry.Effect)
            .SelectMany(entry => entry.Text);

    private static IEnumerable<string> Lines(InstructionLine line)
    {
        yield return $"{Word(line.Effect),-12}  {Word(line.Before),-8}  {Word(line.After),-8}  "
            + $"{Labels.Of(InstructionLine.Kind)}: {InstructionLine.Property}";
        yield return $"{Detail}{line.Settings}";
        if (line.Effect is PatchEffect.Unchanged)
        {
            yield return $"{Detail}{Labels.Count(line.Tests, "program")} of "
                + $"{Labels.Count(line.Names.Count, "instruction")}";
            yield break;
        }

        foreach (string[] names in line.Names.Chunk(8))
        {
            yield return $"{Detail}{string.Join(", ", names)}";
        }

        yield return $"{Detail}{Labels.Count(line.Tests, "program")}"
            + $"{(line.Example.Length == 0 ? "" : $", first: {line.Example}")}";
    }

    private static IEnumerable<string> Lines(
        IReadOnlyList<ValidationLine> lines,
        IReadOnlyDictionary<ValidationLine, string> traces
    )
    {
        foreach (var each in lines)
        {
            string property = ViolationDescription.Of(each.Kind).Naming(each.Property);
            yield return $"{Word(each.Effect),-12}  {Word(each.Before),-8}  {Word(each.After),-8}  {property}";
        }

        var line = lines[0];
        yield return $"{Detail}{line.Settings}";
        if (line.Tests.Count > 0)
        {
            foreach (string names in Tests(line))
            {
                yield return $"{Detail}{names}";
            }
        }

        if (line.Reason.Length > 0)
        {
            yield return $"{Detail}{line.Reason}";
        }

        if (line.Shortest is { } shortest)
        {
            yield return $"{Detail}{Labels.Count(shortest.Violation!.Trace.Steps.Count, "step")}: {traces[line]}";
        }
    }

    // Names only where something happens.
    private static IEnumerable<string> Tests(ValidationLine line) =>
        line.Effect == PatchEffect.Unchanged
            ? [Labels.Count(line.Tests.Count, "test")]
            : line.Tests.Select(test => test["litmus/".Length..]).Chunk(4).Select(names => string.Join(", ", names));

    private static string Summary(ValidationOutcome outcome, TimeSpan elapsed)
    {
        var effects = outcome
            .Rows.GroupBy(row => row.Effect)
            .OrderBy(group => group.Key)
            .Select(group => $"{Labels.Number(group.Count())} {Word(group.Key)}");
        long states = outcome.Runs.Sum(run => run.Before.States + run.After.States);
        var instructions = outcome
            .Instructions.GroupBy(row => row.Effect)
            .OrderBy(group => group.Key)
            .Select(group => $"{Labels.Number(group.Count())} {Word(group.Key)}");
        string single =
            outcome.Instructions.Count == 0 ? "" : $"; single instructions: {string.Join(", ", instructions)}";
        return $"verdict: {outcome.Verdict} ({string.Join(", ", effects)}{single}; "
            + $"{Labels.Count(outcome.Runs.Count, "setting")} before and after, {Labels.Count(states, "state")})\n"
            + $"  in {Labels.Seconds(elapsed)}";
    }
}
