using Differential.Programs;

namespace Differential;

/// <summary>Many programs of successive seeds.</summary>
/// <param name="FirstSeed">The first.</param>
/// <param name="Count">How many.</param>
internal sealed record Campaign(ulong FirstSeed, int Count)
{
    private const int InOneCompilation = 100;

    /// <summary>Programs compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Programs left out, for they have too many schedules.</summary>
    public int LeftOut { get; private set; }

    /// <summary>States of all programs as they are seen from outside.</summary>
    public long States { get; private set; }

    /// <summary>Programs that were tried in more builds than one.</summary>
    public int InBothBuilds { get; private set; }

    /// <summary>Those of them that agree but for the number of states that the two builds count.</summary>
    public int OtherCounts { get; private set; }

    /// <summary>Programs with each kind of violation.</summary>
    public SortedDictionary<string, int> Violated { get; } = new(StringComparer.Ordinal);

    /// <summary>Seeds of the programs on which the checker errs, with the difference.</summary>
    public List<(ulong Seed, string Difference, Trial Trial)> Differences { get; } = [];

    /// <summary>Compares all programs.</summary>
    /// <param name="trials">How the checker is run on the program of a seed.</param>
    public void Run(Func<ulong, IReadOnlyList<Trial>> trials)
    {
        var batches = Enumerable
            .Range(0, Count)
            .Select(i => FirstSeed + (ulong)i)
            .GroupBy(seed => string.Join(',', trials(seed).Select(trial => trial.Build).Distinct()))
            .SelectMany(sameBuilds => sameBuilds.Chunk(InOneCompilation));
        Parallel.ForEach(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seeds => Run(seeds, trials)
        );
        Differences.Sort((left, right) => left.Seed.CompareTo(right.Seed));
    }

    /// <summary>The program of a seed.</summary>
    public static Term Program(ulong seed) => ProgramGenerator.Of(NameOf(seed), seed);

    /// <summary>The class of that program.</summary>
    public static string NameOf(ulong seed) => $"Program{seed}";

    private void Run(IReadOnlyList<ulong> seeds, Func<ulong, IReadOnlyList<Trial>> trials)
    {
        var builds = Builds.Of(seeds.Select(seed => Program(seed).ToString()));
        foreach (ulong seed in seeds)
        {
            var judgement = new Subject(builds, NameOf(seed)).Judge(trials(seed));
            lock (Differences)
            {
                Note(seed, judgement);
            }
        }
    }

    private void Note(ulong seed, Judgement judgement)
    {
        if (judgement.Truth is not { } truth)
        {
            LeftOut++;
            return;
        }

        Compared++;
        States += truth.States.Count;
        foreach (string kind in truth.Violations.Keys.Select(violation => violation.Split(':')[0]).Distinct())
        {
            Violated[kind] = Violated.GetValueOrDefault(kind) + 1;
        }

        InBothBuilds += judgement.States.Count > 1 ? 1 : 0;
        OtherCounts += judgement.States.Values.Distinct().Count() > 1 ? 1 : 0;
        if (judgement.Difference is { } difference)
        {
            Differences.Add((seed, difference, judgement.Trial!.Value));
        }
    }
}
