using Checker.Caching;
using Checker.Patches;
using Model.Input;

namespace Checker.Validation;

/// <summary>Explores every setting of a plan, without the patch and with it.</summary>
/// <param name="patch">The patch.</param>
/// <param name="maximumStates">States of one exploration at most; <c>null</c> for what the base's number of states
/// suggests.</param>
/// <param name="cache">Results of earlier runs.</param>
/// <param name="cancellation">Ends it with what is known so far.</param>
internal sealed class Validator(
    LoadedPatch patch,
    long? maximumStates,
    ResultCache cache,
    CancellationToken cancellation
)
{
    // States of one exploration when nothing else is said.
    private const long DefaultMaximumStates = 2_000_000;

    // A patch that needs ever so many times the states of its base explodes, and that is soon to be told.
    private const long MostGrowth = 20;
    private const long LeastLimit = 10_000;

    // A base that is larger than this is compared at the smallest size of its scenario.
    private const long LargestBase = 1_000_000;

    // Of a batch of single instructions; the largest on a platform of the catalogue has some 6,000.
    private const long MostStatesOfInstructions = 100_000;

    // A process of the catalogue has a few hundred; a patch whose locals grow is to be told of it soon.
    private const int MaximumLocalStates = 1 << 16;

    private readonly BaseResults _bases = new(cache, cancellation);
    private readonly ConsultedSettings _done = new();

    /// <summary>Compares.</summary>
    /// <param name="runs">The settings.</param>
    /// <param name="done">Told after each setting how many are done; on several threads.</param>
    /// <returns>What came of each setting whose parts go together, in their order.</returns>
    /// <exception cref="InputException">The patch breaks a rule of sound exploration.</exception>
    public IReadOnlyList<ComparedRun> Compare(IReadOnlyList<ValidationRun> runs, Action<int> done)
    {
        // Most of the others turn out to be the same as a run with the defaults.
        var order = Enumerable.Range(0, runs.Count).OrderBy(i => runs[i].Variation.Length > 0).ToList();
        var compared = InParallel([.. order.Select(i => runs[i])], Compare, done);
        return [.. order.Zip(compared).OrderBy(pair => pair.First).Select(pair => pair.Second).OfType<ComparedRun>()];
    }

    /// <summary>Compares what single instructions do.</summary>
    /// <param name="batches">The instructions, in each setting.</param>
    /// <param name="done">Told after each batch how many are done; on several threads.</param>
    /// <returns>Each instruction in each setting whose parts go together, in their order.</returns>
    /// <exception cref="InputException">The patch breaks a rule of sound exploration.</exception>
    public IReadOnlyList<InstructionRow> Compare(IReadOnlyList<InstructionBatch> batches, Action<int> done)
    {
        var instructions = new InstructionValidator(
            patch,
            _bases,
            maximumStates ?? MostStatesOfInstructions,
            cancellation
        );
        return [.. InParallel(batches, instructions.Compare, done).SelectMany(rows => rows)];
    }

    private static TResult[] InParallel<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> compare, Action<int> done)
    {
        var compared = new TResult[items.Count];
        var faults = new Exception?[items.Count];
        int finished = 0;
        Parallel.For(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (i, loop) =>
            {
                try
                {
                    compared[i] = compare(items[i]);
                }
                catch (Exception exception)
                {
                    // Those before it are still finished, so that the same fault is reported every time.
                    faults[i] = exception;
                    loop.Break();
                }

                done(Interlocked.Increment(ref finished));
            }
        );
        if (faults.OfType<Exception>().FirstOrDefault() is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        return compared;
    }

    private ComparedRun? Compare(ValidationRun run)
    {
        if (_done.Find(run) is { } same)
        {
            return same with { Run = run };
        }

        var settings = run.UnconsultedSettings();
        if (run.Build(settings) is not { } before)
        {
            return null;
        }

        long limit = maximumStates ?? DefaultMaximumStates;
        var known = _bases.Properties(run, before, settings, Math.Min(LargestBase, limit));
        if (known.States >= LargestBase && limit > LargestBase)
        {
            if (run.Smaller() is { } smaller)
            {
                return Compare(smaller);
            }

            known = _bases.Properties(run, before, settings, limit);
        }

        limit = maximumStates ?? Math.Clamp(known.States * MostGrowth, LeastLimit, DefaultMaximumStates);
        var exploration = new PatchedExploration(patch);
        var after = exploration.Build(() => run.Scenario.Build(patch.On(run.Platform), settings));
        var compared = new ComparedRun(
            run,
            before,
            known,
            after,
            exploration.Explore(
                after,
                () =>
                    (
                        Explore.Model(after) with
                        {
                            MaximumStates = limit,
                            MaximumLocalStates = MaximumLocalStates,
                            Cancellation = cancellation,
                        }
                    ).Exhaustively()
            )
        );
        _done.Add(compared, settings);
        return compared;
    }
}
