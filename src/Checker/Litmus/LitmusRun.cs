using Checker.Exploration;
using Model.Litmus;

namespace Checker.Litmus;

/// <summary>All that a test does on a platform.</summary>
internal sealed record LitmusRun
{
    private LitmusRun(LitmusProgram program, LitmusPlatform platform, ExplorationResult result)
    {
        Program = program;
        Platform = platform;
        Result = result;
        Endings =
        [
            .. result
                .FinalStates.Select(final => (final, LitmusOutcome.Read(program, final.Text)))
                .Where(ending =>
                    ending.Item2 is null || program.Test.Filter is null || ending.Item2.Satisfies(program.Test.Filter)
                )
                .Select(ending => new LitmusEnding(
                    ending.Item2?.Format(program.Observed) ?? ending.final.Text,
                    ending.Item2,
                    ending.final.Trace
                )),
            .. result
                .Violations.Where(violation => violation.Kind == ViolationKind.Assertion)
                .Select(violation => new LitmusEnding($"!{violation.Property}", null, violation.Trace)),
        ];
    }

    /// <summary>The test.</summary>
    public LitmusProgram Program { get; }

    /// <summary>What it ran on.</summary>
    public LitmusPlatform Platform { get; }

    /// <summary>The exploration.</summary>
    public ExplorationResult Result { get; }

    /// <summary>The different ways in which the test ends.</summary>
    public IReadOnlyList<LitmusEnding> Endings { get; }

    /// <summary>Final states that satisfy the condition.</summary>
    public int Positive => Endings.Count(ending => ending.Outcome?.Satisfies(Program.Test.Condition) == true);

    /// <summary>Final states that do not.</summary>
    public int Negative => Endings.Count - Positive;

    /// <summary>How many final states satisfy the condition: Always, Sometimes or Never.</summary>
    public string Observation =>
        Positive == 0 ? "Never"
        : Negative == 0 ? "Always"
        : "Sometimes";

    /// <summary>Whether what the test claims is so.</summary>
    public bool IsOk =>
        Program.Test.Quantifier switch
        {
            LitmusQuantifier.Exists => Positive > 0,
            LitmusQuantifier.NotExists => Positive == 0,
            _ => Negative == 0,
        };

    /// <summary>
    /// Whether more executions could not change that: all were explored, or those that were settle it. An end that is
    /// found stays found.
    /// </summary>
    public bool IsSettled =>
        Result.Exhaustive
        || Program.Test.Quantifier switch
        {
            LitmusQuantifier.Exists => Positive > 0,
            LitmusQuantifier.NotExists => Positive > 0,
            _ => Negative > 0,
        };

    /// <summary>The full final states, in ordinal order.</summary>
    public IReadOnlyList<string> FullStates => [.. Endings.Select(ending => ending.Text).Order(StringComparer.Ordinal)];

    /// <summary>The final states over what the condition and <c>locations</c> name, in ordinal order.</summary>
    public IReadOnlyList<string> States
    {
        get
        {
            var test = Program.Test;
            var shown = test.Condition.Locations.Concat(test.Shown).ToHashSet();
            var locations = Program.Observed.Where(shown.Contains).ToList();
            return
            [
                .. Endings
                    .Select(ending => ending.Outcome?.Format(locations) ?? ending.Text)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Explores every execution of a test.</summary>
    /// <param name="program">The test.</param>
    /// <param name="platform">What it runs on.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="tells">Which final states get a trace, by what was noted of them.</param>
    /// <param name="maximumStates">States at most.</param>
    public static LitmusRun Of(
        LitmusProgram program,
        LitmusPlatform platform,
        CancellationToken cancellation,
        Func<string, bool>? tells = null,
        long maximumStates = long.MaxValue
    )
    {
        var (model, look) = program.On(platform.Description, platform.Settings);
        var exploration = Explore.Model(model) with
        {
            FinalLook = look,
            TellsFinal = tells,
            MaximumStates = maximumStates,
            Cancellation = cancellation,
        };
        return new LitmusRun(program, platform, exploration.Exhaustively());
    }
}
