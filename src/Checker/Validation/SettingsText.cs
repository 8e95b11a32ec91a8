namespace Checker.Validation;

/// <summary>Some of the settings that were tried in words that a maintainer can read.</summary>
internal static class SettingsText
{
    private const string Defaults = "defaults";

    /// <summary>The settings: <c>region=mmio|readonly (all but pause=on); region=ram (pause=on)</c>.</summary>
    /// <param name="outcome">Everything that was tried.</param>
    /// <param name="runs">Some of it, of one scenario or of litmus tests.</param>
    public static string Of(ValidationOutcome outcome, IReadOnlyList<ValidationRun> runs)
    {
        var all = outcome.Runs.Select(compared => compared.Run).Where(run => run.IsLitmus == runs[0].IsLitmus).ToList();
        int values = all.Select(run => run.First).Distinct().Count();
        var groups = runs.GroupBy(run => run.First)
            .Select(group => (First: group.Key, Others: Others(group.Select(run => run.Variation).Distinct().ToList(), all.Where(run => run.First == group.Key))))
            .GroupBy(group => group.Others)
            .Select(group => Join(outcome.Plan.FirstParameter, [.. group.Select(member => member.First)], values, group.Key));
        return string.Join("; ", groups);
    }

    private static string Join(string parameter, IReadOnlyList<string> firsts, int values, string others)
    {
        string first = parameter.Length == 0 ? "" : firsts.Count == values ? $"every {parameter}" : $"{parameter}={string.Join('|', firsts)}";
        return first.Length == 0 ? others.Length == 0 ? "always" : others
            : others.Length == 0 ? first
            : $"{first} ({others})";
    }

    private static string Others(List<string> some, IEnumerable<ValidationRun> all)
    {
        var every = all.Select(run => run.Variation).Distinct().ToList();
        if (every.Count == some.Count)
        {
            return every.Count == 1 ? "" : "all settings";
        }

        var missing = every.Except(some).ToList();
        return missing.Count < some.Count ? $"all but {Names(missing)}" : Names(some);
    }

    private static string Names(IEnumerable<string> variations) => string.Join(", ", variations.Select(variation => variation.Length == 0 ? Defaults : variation));
}
