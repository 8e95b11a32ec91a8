using System.Text.Json;
using Checker.Patches;

namespace Checker.Validation;

/// <summary>A validation as JSON. The order of the properties is part of the contract.</summary>
internal sealed class ValidationReport
{
    /// <param name="outcome">What was shown.</param>
    /// <param name="traces">The saved trace of each line that is broken.</param>
    /// <param name="elapsed">Time taken.</param>
    public ValidationReport(
        ValidationOutcome outcome,
        IReadOnlyDictionary<ValidationLine, string> traces,
        TimeSpan elapsed
    )
    {
        var patch = outcome.Patch;
        Patch = patch.File.Path;
        Sha256 = patch.File.Sha256;
        Class = patch.Name;
        Base = outcome.Base.Name;
        Verdict = outcome.Verdict;
        Settings = outcome.Runs.Count;
        Effects = Enum.GetValues<PatchEffect>()
            .ToDictionary(
                effect => JsonNamingPolicy.CamelCase.ConvertName(effect.ToString()),
                effect => outcome.Rows.Count(row => row.Effect == effect)
            );
        Overrides =
        [
            .. patch.Overridden.Select(step => new OverrideReport(
                step.Method.Name,
                step.Routine,
                !patch.IsUnreached(step)
            )),
        ];
        NotCovered = Coverage.Gaps(patch);
        Table = [.. outcome.Lines.Select(line => new LineReport(line, traces.GetValueOrDefault(line)))];
        Properties = [.. outcome.Rows.Select(row => new PropertyReport(row))];
        Instructions = [.. outcome.InstructionLines.Select(line => new InstructionReport(line))];
        States = outcome.Runs.Sum(run => run.Before.States + run.After.States);
        Seconds = Math.Round(elapsed.TotalSeconds, 3);
    }

    public string Patch { get; }

    public string Sha256 { get; }

    public string Class { get; }

    public string Base { get; }

    public string Verdict { get; }

    public int Settings { get; }

    public IReadOnlyDictionary<string, int> Effects { get; }

    public IReadOnlyList<OverrideReport> Overrides { get; }

    public IReadOnlyList<Coverage> NotCovered { get; }

    public IReadOnlyList<LineReport> Table { get; }

    public IReadOnlyList<PropertyReport> Properties { get; }

    public IReadOnlyList<InstructionReport> Instructions { get; }

    public long States { get; }

    public double Seconds { get; }
}
