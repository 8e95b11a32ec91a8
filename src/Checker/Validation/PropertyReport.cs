using Checker.Reports;

namespace Checker.Validation;

/// <summary>A property in one setting, in JSON.</summary>
internal sealed class PropertyReport
{
    /// <param name="row">The property.</param>
    public PropertyReport(ValidationRow row)
    {
        Scenario = row.Run.Scenario.Name;
        Platform = row.Run.Platform.Name;
        Parameters = row.Run.Settings.Values;
        Kind = Words.Of(row.Kind);
        Property = row.Property;
        Before = ValidationText.Word(row.Before);
        After = ValidationText.Word(row.After);
        Effect = ValidationText.Word(row.Effect);
        Steps = row.Violation?.Trace.Steps.Count;
    }

    public string Scenario { get; }

    public string Platform { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public string Kind { get; }

    public string Property { get; }

    public string Before { get; }

    public string After { get; }

    public string Effect { get; }

    public int? Steps { get; }
}
