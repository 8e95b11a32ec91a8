using Checker.Caching;
using Model.Catalogue;
using Model.Systems;

namespace Checker.Validation;

/// <summary>
/// What explorations without a patch have shown. It depends on nothing that a user writes, so it is found once and
/// remembered for the patches to come.
/// </summary>
/// <param name="cache">Results of earlier runs.</param>
/// <param name="cancellation">Ends explorations; what they have shown by then is not remembered.</param>
internal sealed class BaseResults(ResultCache cache, CancellationToken cancellation)
{
    // What takes fewer states is found again as fast as it is read.
    private const long FewestRemembered = 2_000;

    /// <summary>What is known of the properties in a setting.</summary>
    /// <param name="run">The setting.</param>
    /// <param name="model">The model there.</param>
    /// <param name="settings">What it was built from; they are told which of them the result depends on.</param>
    /// <param name="maximumStates">States of the exploration at most.</param>
    public PropertyStates Properties(ValidationRun run, SystemModel model, Settings settings, long maximumStates)
    {
        var (properties, consulted) = Remembered(
            ["base", .. PartsOf(run)],
            maximumStates,
            () =>
                (
                    Explore.Model(model) with
                    {
                        MaximumStates = maximumStates,
                        Cancellation = cancellation,
                    }
                ).Exhaustively(),
            result => new Known(PropertyStates.Of(result), settings.Consulted)
        );
        settings.Consult(consulted);
        return properties;
    }

    /// <summary>What is known of the single instructions of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="maximumStates">States of the exploration at most.</param>
    /// <param name="explore">Explores them.</param>
    /// <param name="judge">What a result says of each.</param>
    public IReadOnlyList<InstructionState> Instructions(
        InstructionBatch batch,
        long maximumStates,
        Func<ExplorationResult> explore,
        Func<ExplorationResult, IReadOnlyList<InstructionState>> judge
    ) =>
        Remembered(
            ["base of instructions", batch.Name, .. PartsOf(batch.Run)],
            maximumStates,
            explore,
            judge
        );

    private T Remembered<T>(
        IEnumerable<string> parts,
        long maximumStates,
        Func<ExplorationResult> explore,
        Func<ExplorationResult, T> judge
    )
        where T : class
    {
        string key = CacheKey.Of(parts.Append(FormattableString.Invariant($"{maximumStates}")));
        if (cache.Find<T>(key) is { } known)
        {
            return known;
        }

        var result = explore();
        var judged = judge(result);
        if (
            result.States >= FewestRemembered
            && (result.Exhaustive || result.States >= maximumStates)
            && !cancellation.IsCancellationRequested
        )
        {
            cache.Add(key, judged);
        }

        return judged;
    }

    private sealed record Known(PropertyStates Properties, IReadOnlyList<string> Consulted);

    private static IEnumerable<string> PartsOf(ValidationRun run) =>
        [
            run.Scenario.Name,
            run.Platform.Name,
            .. run.Settings.Values.Select(setting => $"{setting.Key}={setting.Value}"),
        ];
}
