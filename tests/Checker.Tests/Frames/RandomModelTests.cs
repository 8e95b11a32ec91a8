using System.Reflection;
using Checker.Tests.Laws;

namespace Checker.Tests.Frames;

/// <summary>
/// Dropping dead locals is sound: on random programs it changes the number of states, and nothing else.
/// </summary>
public sealed class RandomModelTests(RandomModels models) : IClassFixture<RandomModels>
{
    [Fact]
    public void Both_builds_have_the_same_states_and_outcomes() =>
        ForEach(program =>
            Assert.Equal(
                Text(program, Find(models.Optimised, program, deadLocalsCount: false)),
                Text(program, Find(models.Unoptimised, program, deadLocalsCount: false))
            )
        );

    [Fact]
    public void Dead_locals_add_states_and_no_outcome()
    {
        int fewer = 0;
        ForEach(program =>
        {
            var dropped = Find(models.Unoptimised, program, deadLocalsCount: false);
            var kept = Find(models.Unoptimised, program, deadLocalsCount: true);

            Assert.Equivalent(kept with { States = dropped.States }, dropped, strict: true);
            Assert.True(dropped.States <= kept.States);
            fewer += dropped.States < kept.States ? 1 : 0;
        });

        Assert.True(fewer > RandomModels.Count / 2, $"only {fewer} programs have fewer states without dead locals");
    }

    [Fact]
    public void In_an_assembly_without_a_file_every_local_counts() =>
        ForEach(program =>
            Assert.Equivalent(
                Find(models.Optimised, program, deadLocalsCount: true),
                Find(models.InMemory, program, deadLocalsCount: false),
                strict: true
            )
        );

    [Fact]
    public void The_programs_are_worth_testing()
    {
        var all = RandomModels
            .Programs.Select(program => Find(models.Optimised, program, deadLocalsCount: false))
            .ToList();

        Assert.True(all.Count(outcomes => outcomes.States > 50) > RandomModels.Count / 2);
        Assert.True(all.Count(outcomes => outcomes.Violations.Count > 0) > RandomModels.Count / 10);
        Assert.True(all.Count(outcomes => outcomes.Violations.Count == 0) > RandomModels.Count / 10);
    }

    private static void ForEach(Action<string> check)
    {
        foreach (string program in RandomModels.Programs)
        {
            check(program);
        }
    }

    private static string Text(string program, Outcomes outcomes) =>
        $"{program}: {outcomes.States} states\n"
        + string.Join('\n', [.. outcomes.Reached, "ends", .. outcomes.Ends, "violations", .. outcomes.Violations]);

    private static Outcomes Find(Assembly assembly, string program, bool deadLocalsCount) =>
        Outcomes.Of(assembly.Build(program), deadLocalsCount);
}
