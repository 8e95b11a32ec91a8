using System.Globalization;
using Model.Litmus;

namespace Checker.Litmus.Synthesis;

/// <summary>Looks for the smallest programs on which a platform is weaker than the hardware.</summary>
/// <param name="platform">The platform; it serves the programs' memory.</param>
/// <param name="programs">The programs.</param>
/// <param name="workers">Programs that run side by side.</param>
/// <param name="cancellation">Ends the search early.</param>
internal sealed class Synthesiser(
    LitmusPlatform platform,
    SynthesisPrograms programs,
    int workers,
    CancellationToken cancellation
)
{
    // As many programs as are judged before the next ones are made.
    private const int Batch = 256;

    private long _unknown;

    /// <summary>How many programs were judged.</summary>
    public long Judged { get; private set; }

    /// <summary>How many of them a limit stopped before it was known.</summary>
    public long Unknown => Volatile.Read(ref _unknown);

    /// <summary>The programs of a size on which the platform is weaker, in the order of enumeration.</summary>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public IReadOnlyList<SynthesisFinding> OfSize(int size)
    {
        var findings = new List<SynthesisFinding>();
        foreach (var batch in programs.OfSize(size).Chunk(Batch))
        {
            var found = new SynthesisFinding?[batch.Length];
            Parallel.For(
                0,
                batch.Length,
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
                i =>
                    found[i] = Judge(
                        batch[i],
                        string.Create(CultureInfo.InvariantCulture, $"{platform.Name}-{Judged + i + 1}")
                    )
            );
            Judged += batch.Length;
            findings.AddRange(found.OfType<SynthesisFinding>());
        }

        // A program that fails on zeros need not be shown on ones too.
        var onZeros = findings
            .Where(finding => !finding.Program.IsFull)
            .Select(finding => finding.Program.Columns)
            .ToHashSet();
        return [.. findings.Where(finding => !finding.Program.IsFull || !onZeros.Contains(finding.Program.Columns))];
    }

    private SynthesisFinding? Judge(SynthesisProgram program, string name)
    {
        var test = new LitmusProgram(LitmusTest.Parse(program.Text(name, ""), name));
        var refinement = Refinement.Of(test, platform, cancellation);
        if (refinement.Verdict == RefinementVerdict.Bounded)
        {
            Interlocked.Increment(ref _unknown);
        }

        if (refinement.Verdict != RefinementVerdict.Weaker)
        {
            return null;
        }

        string[] forbidden = [.. refinement.Forbidden.Select(ending => ending.Text)];
        string states = string.Join(
            @" \/ ",
            forbidden.Select(state => $"({state.TrimEnd(';').Replace(";", @" /\", StringComparison.Ordinal)})")
        );
        string condition = forbidden.Any(state => state.StartsWith('!')) ? "" : $"~exists ({states})";
        return new SynthesisFinding(program, program.Text(name, condition), forbidden);
    }
}

/// <summary>A program on which a platform shows what the hardware forbids.</summary>
/// <param name="Program">The program.</param>
/// <param name="Text">It as a test that claims that the forbidden outcomes do not happen.</param>
/// <param name="Forbidden">The forbidden outcomes.</param>
internal sealed record SynthesisFinding(SynthesisProgram Program, string Text, IReadOnlyList<string> Forbidden);
