using Checker.Litmus;
using Checker.Litmus.Synthesis;

namespace Checker.Tests.Litmus;

/// <summary>Laws on every program of up to three instructions, and on a sample of the larger ones.</summary>
public sealed class LitmusLawTests
{
    private static IEnumerable<string> Programs()
    {
        var programs = new SynthesisPrograms(mostCpus: 3, mostSteps: 3, locations: 2);
        var all = Enumerable
            .Range(2, 2)
            .SelectMany(programs.OfSize)
            .Concat(new SynthesisPrograms(2, 2, 2).OfSize(4).Where((_, number) => number % 29 == 0));
        return all.Where(program => !program.IsFull)
            .Select((program, number) => program.Text(FormattableString.Invariant($"law-{number}"), ""));
    }

    [Fact]
    public void Every_outcome_of_sequential_consistency_is_one_of_x86_TSO()
    {
        int buffered = 0;
        foreach (string text in Programs())
        {
            var sc = LitmusRuns.Run(text, "hardware", "memory=sc").FullStates;
            var tso = LitmusRuns.Run(text, "hardware", "memory=tso").FullStates;
            Assert.Subset(tso.ToHashSet(), sc.ToHashSet());
            buffered += tso.Count > sc.Count ? 1 : 0;
        }

        Assert.True(buffered > 0);
    }

    [Fact]
    public void With_a_fence_after_each_store_x86_TSO_is_sequential_consistency()
    {
        foreach (string text in Programs())
        {
            string fenced = WithFences(text);
            Assert.Equal(
                LitmusRuns.Run(fenced, "hardware", "memory=sc").FullStates,
                LitmusRuns.Run(fenced, "hardware", "memory=tso").FullStates
            );
        }
    }

    [Theory]
    [InlineData("hardware", "memory=tso")]
    [InlineData("hardware", "memory=sc")]
    [InlineData("hyper-v", "")]
    public void The_hardware_refines_itself(string platform, string settings)
    {
        foreach (string file in LitmusFolder.Files("sdm").Concat(LitmusFolder.Files("emulation")))
        {
            Assert.Equal(RefinementVerdict.Refines, LitmusRuns.Refine(file, platform, settings).Verdict);
        }
    }

    // Cell by cell, so that the columns stay beside each other.
    private static string WithFences(string text)
    {
        string[] lines = text.Split('\n');
        return string.Join(
            '\n',
            lines.SelectMany(line =>
                line.Contains("MOV [", StringComparison.Ordinal)
                    ?
                    [
                        line,
                        string.Join(
                            '|',
                            line.TrimEnd(';', ' ')
                                .Split('|')
                                .Select(cell => cell.Contains("MOV [", StringComparison.Ordinal) ? " MFENCE " : " ")
                        ) + ";",
                    ]
                    : new[] { line }
            )
        );
    }
}
