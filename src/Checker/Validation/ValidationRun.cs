using System.Collections.Immutable;
using Checker.Traces;
using Model.Catalogue;
using Model.Input;
using Model.Scenarios;
using Model.Systems;

namespace Checker.Validation;

/// <summary>One setting in which a patch is compared with its base.</summary>
/// <param name="Scenario">What is run.</param>
/// <param name="Platform">What it runs on, without the patch.</param>
/// <param name="Given">The parameters that differ from their defaults, and the one that is combined with all
/// others.</param>
/// <param name="First">The value of the parameter that is combined with all others; empty when there is none.</param>
/// <param name="Variation">The other parameters that differ from their defaults.</param>
internal sealed record ValidationRun(
    Scenario Scenario,
    PlatformDescription Platform,
    IReadOnlyDictionary<string, string> Given,
    string First,
    ImmutableArray<KeyValuePair<string, string>> Variation
)
{
    /// <summary>Whether it is a litmus test, and not the scenario that the base belongs to.</summary>
    public bool IsLitmus => Scenario is LitmusScenario;

    /// <summary>Values for all parameters.</summary>
    public Settings Settings { get; } = new(Scenario.ParametersOn(Platform), Given);

    /// <summary>The same, and nobody has consulted them yet.</summary>
    public Settings UnconsultedSettings() => new(Scenario.ParametersOn(Platform), Given);

    /// <summary>
    /// The same with the scenario's numbers, which are the size of the test, at their least; <c>null</c> when they are.
    /// </summary>
    public ValidationRun? Smaller()
    {
        var numbers = Scenario
            .Parameters.Where(parameter => parameter.Words.Count == 0)
            .Select(parameter =>
                KeyValuePair.Create(parameter.Name, FormattableString.Invariant($"{parameter.Minimum}"))
            )
            .Where(number => Settings.Word(number.Key) != number.Value)
            .ToList();
        return numbers.Count == 0
            ? null
            : new ValidationRun(
                Scenario,
                Platform,
                Given.Concat(numbers).ToDictionary(),
                First,
                [.. Variation, .. numbers]
            );
    }

    /// <summary>What traces say of it.</summary>
    /// <param name="patch">The patch.</param>
    public TraceSubject Subject(TracedPatch patch) =>
        new(Scenario.Name, Platform.Name, Settings.Values, [], [], null) { Patch = patch };

    /// <summary>The model without a patch; <c>null</c> when the settings do not go together.</summary>
    /// <param name="settings">Those of this run.</param>
    public SystemModel? Build(Settings settings)
    {
        try
        {
            return Scenario.Build(Platform, settings);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
