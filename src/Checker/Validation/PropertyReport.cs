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
        Kind = Labels.Of(row.Kind);
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

/// <summary>A step that a patch overrides, in JSON.</summary>
/// <param name="Step">The method.</param>
/// <param name="Routine">The routine that it stands for.</param>
/// <param name="Reached">Whether any run reached it.</param>
internal sealed record OverrideReport(string Step, string Routine, bool Reached);

/// <summary>What is known of a property in one setting.</summary>
internal enum PropertyState
{
    /// <summary>It holds in every reachable state.</summary>
    Holds,

    /// <summary>It fails; there is a trace.</summary>
    Violated,

    /// <summary>It did not fail as far as explored, but a limit stopped the search.</summary>
    Bounded,

    /// <summary>It did not fail, because it was never put to the test.</summary>
    Vacuous,
}
