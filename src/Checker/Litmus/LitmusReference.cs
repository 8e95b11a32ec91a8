namespace Checker.Litmus;

/// <summary>What another tool says of a test: one line of a reference file.</summary>
/// <param name="File">The test's file, below its folder.</param>
/// <param name="Sc">The outcome under sequential consistency.</param>
/// <param name="Tso">The outcome under x86-TSO.</param>
/// <param name="Observe">What <paramref name="FullSc"/> and <paramref name="FullTso"/> show; may be missing.</param>
/// <param name="FullSc">The complete final states under sequential consistency; may be missing.</param>
/// <param name="FullTso">The complete final states under x86-TSO; may be missing.</param>
internal sealed record LitmusReference(
    string File,
    LitmusReferenceOutcome Sc,
    LitmusReferenceOutcome Tso,
    IReadOnlyList<string>? Observe,
    LitmusReferenceOutcome? FullSc,
    LitmusReferenceOutcome? FullTso
)
{
    /// <summary>What differs from a run on the hardware, in words; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(LitmusRun run)
    {
        bool isTso = run.Platform.Settings.Word("memory") == "tso";
        var outcome = isTso ? Tso : Sc;
        var differences = new List<string>();
        differences.AddRange(Differences(outcome.States, run.States, [.. Keys(outcome.States)]));
        if (outcome.Observation is { } observation && observation != run.Observation)
        {
            differences.Add($"observation {run.Observation}, reference {observation}");
        }

        if ((isTso ? FullTso : FullSc) is { } full && Observe is not null)
        {
            differences.AddRange(
                Differences(
                    full.States,
                    run.FullStates,
                    [.. Observe.Select(key => key.Contains(':', StringComparison.Ordinal) ? key : $"[{key}]")]
                )
            );
        }

        return differences;
    }

    private static IEnumerable<string> Differences(
        IReadOnlyList<string> expected,
        IReadOnlyList<string> found,
        HashSet<string> keys
    )
    {
        var wanted = expected.Select(state => Normal(state, keys)).ToHashSet();
        var seen = found.Select(state => Normal(state, keys)).ToHashSet();
        return wanted
            .Except(seen)
            .Order(StringComparer.Ordinal)
            .Select(state => $"missing {state}")
            .Concat(seen.Except(wanted).Order(StringComparer.Ordinal).Select(state => $"extra {state}"));
    }

    private static IEnumerable<string> Keys(IReadOnlyList<string> states) => states.SelectMany(Parts).Select(KeyOf);

    private static string Normal(string state, HashSet<string> keys) =>
        state.StartsWith('!')
            ? state
            : string.Join(
                ' ',
                Parts(state)
                    .Where(part => keys.Contains(KeyOf(part)))
                    .Order(StringComparer.Ordinal)
                    .Select(part => part + ";")
            );

    private static IEnumerable<string> Parts(string state) =>
        state.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string KeyOf(string part) => part[..Math.Max(0, part.IndexOf('=', StringComparison.Ordinal))];
}

/// <summary>The final states of a test.</summary>
/// <param name="States">The states, as <c>0:rax=1; [x]=2;</c>.</param>
/// <param name="Observation">Always, Sometimes or Never; may be missing.</param>
internal sealed record LitmusReferenceOutcome(IReadOnlyList<string> States, string? Observation);
