using Model.Litmus;

namespace Checker.Litmus;

/// <summary>A test on a platform beside the same test on the hardware.</summary>
/// <param name="Hardware">All that the hardware does.</param>
/// <param name="Platform">All that the platform does; forbidden outcomes have a trace.</param>
internal sealed record Refinement(LitmusRun Hardware, LitmusRun Platform)
{
    /// <summary>
    /// Outcomes of the platform that the hardware forbids, those with the shortest trace first. None when not every
    /// execution on the hardware was explored: what it forbids is not known then.
    /// </summary>
    public IReadOnlyList<LitmusEnding> Forbidden
    {
        get
        {
            if (!Hardware.Result.Exhaustive)
            {
                return [];
            }

            var allowed = Hardware.FullStates.ToHashSet(StringComparer.Ordinal);
            return
            [
                .. Platform
                    .Endings.Where(ending => !allowed.Contains(ending.Text))
                    .OrderBy(ending => ending.Trace?.Steps.Count)
                    .ThenBy(ending => ending.Text, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>
    /// Outcomes of the hardware that the platform never shows, in ordinal order; none when not every execution on it
    /// was explored.
    /// </summary>
    public IReadOnlyList<string> NeverShown =>
        !Platform.Result.Exhaustive
            ? []
            :
            [
                .. Hardware
                    .FullStates.Except(Platform.FullStates, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>How they compare.</summary>
    public RefinementVerdict Verdict =>
        Forbidden.Count > 0 ? RefinementVerdict.Weaker
        : !IsExhaustive ? RefinementVerdict.Bounded
        : NeverShown.Count > 0 ? RefinementVerdict.Stronger
        : RefinementVerdict.Refines;

    /// <summary>Whether every execution of both was explored.</summary>
    public bool IsExhaustive => Hardware.Result.Exhaustive && Platform.Result.Exhaustive;

    /// <summary>What stopped an exploration, in words; <c>null</c> when nothing did.</summary>
    public string? StoppedBy => Hardware.Result.StoppedBy ?? Platform.Result.StoppedBy;

    /// <summary>Runs a test on a platform and on the hardware.</summary>
    public static Refinement Of(LitmusProgram program, LitmusPlatform platform, CancellationToken cancellation)
    {
        var hardware = LitmusRun.Of(program, platform.Hardware(), cancellation);
        var allowed = hardware.Result.FinalStates.Select(final => final.Text).ToHashSet(StringComparer.Ordinal);
        return new Refinement(hardware, LitmusRun.Of(program, platform, cancellation, note => !allowed.Contains(note)));
    }
}
