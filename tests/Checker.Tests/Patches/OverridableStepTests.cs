using Checker.Targets.ScenarioFiles;
using Model.Catalogue;
using Model.Steps;

namespace Checker.Tests.Patches;

/// <summary>
/// What a patch may start from: every platform and every form of host code, and what each says of its steps.
/// </summary>
public sealed class OverridableStepTests
{
    public static TheoryData<string, string> Bases
    {
        get
        {
            var bases = new TheoryData<string, string>();
            foreach (var scenario in Catalogue.Scenarios)
            {
                foreach (var platform in scenario.Platforms)
                {
                    bases.Add(scenario.Name, platform.Name);
                }
            }

            return bases;
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Every_base_names_the_steps_that_a_patch_may_override(string scenario, string platform)
    {
        var logic = Platform(scenario, platform).Logic;
        Assert.NotNull(logic);
        Assert.True(logic.IsPublic && !logic.IsSealed && !logic.IsAbstract);
        Assert.Single(logic.GetConstructors());
        var steps = OverridableStep.Of(logic);
        Assert.NotEmpty(steps);
        Assert.All(
            steps,
            step =>
            {
                // Protected or public, and nothing else: only then is the override spelt the same in every assembly.
                Assert.True(step.Method.IsVirtual && (step.Method.IsFamily || step.Method.IsPublic), step.Method.Name);
                Assert.NotEmpty(step.Routine);
                Assert.NotEmpty(step.Summary);
            }
        );
        Assert.Distinct(steps.Select(step => step.Routine));
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_patch_that_changes_nothing_gives_the_same_states_and_violations(string scenario, string platform)
    {
        var description = Platform(scenario, platform);
        string expected = Told(scenario, description);
        Assert.Equal(
            expected,
            Told(scenario, description with { Patch = PassingPatch.Of(description.Logic!, overrides: false) })
        );
        Assert.Equal(
            expected,
            Told(scenario, description with { Patch = PassingPatch.Of(description.Logic!, overrides: true) })
        );
    }

    private static PlatformDescription Platform(string scenario, string platform) =>
        Patched.Scenario(scenario).Platforms.Single(candidate => candidate.Name == platform);

    private static string Told(string scenario, PlatformDescription platform) =>
        Patched.Told(Patched.Explored(scenario, platform));
}
