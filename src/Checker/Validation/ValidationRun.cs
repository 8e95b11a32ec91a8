using Checker.Traces;
using Model.Scenarios;
using Model.Systems;

namespace Checker.Validation;

/// <summary>One setting in which a patch is compared with its base.</summary>
/// <param name="Scenario">What is run.</param>
/// <param name="Platform">What it runs on, without the patch.</param>
/// <param name="Settings">Values for all parameters.</param>
/// <param name="First">The value of the parameter that is combined with all others; empty when there is none.</param>
/// <param name="Variation">The other parameters that differ from their defaults, as <c>name=value</c>; empty when none does.</param>
internal sealed record ValidationRun(Scenario Scenario, PlatformDescription Platform, Settings Settings, string First, string Variation)
{
    /// <summary>Whether it is a litmus test, and not the scenario that the base belongs to.</summary>
    public bool IsLitmus => Scenario is LitmusScenario;

    /// <summary>What traces say of it.</summary>
    /// <param name="patch">The patch.</param>
    public TraceSubject Subject(TracedPatch patch) => new(Scenario.Name, Platform.Name, Settings.Values, [], [], null) { Patch = patch };

    /// <summary>The model without a patch; <c>null</c> when the settings do not go together.</summary>
    public SystemModel? Build()
    {
        try
        {
            return Scenario.Build(Platform, Settings);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
