using Checker.Traces;

namespace Checker.Reports.Charts;

/// <summary>A row of a sequence chart: a step, or a line between steps.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty: how often the steps above are repeated, or that nothing can help any more.</param>
/// <param name="Fold">
/// Counted from 1: the line that this step, being a repeat, can be folded into, or the number of this line itself; 0 for other steps and lines.
/// </param>
internal sealed record ChartRow(TraceStep? Step, string Repeats, int Fold)
{
    /// <summary>All rows of a trace, repeats included, each repeat after the line that stands for it.</summary>
    public static IReadOnlyList<ChartRow> Of(Trace trace)
    {
        var rows = new List<ChartRow>();
        int fold = 0;
        Add(trace.Steps);
        if (trace.Continuation is { } continuation)
        {
            rows.Add(new ChartRow(null, EndingText.Trap, 0));
            Add(continuation);
        }

        return rows;

        void Add(IReadOnlyList<TraceStep> steps)
        {
            foreach (var round in SpinFolding.Rounds(steps))
            {
                rows.AddRange(steps.Skip(round.Start).Take(round.Length).Select(step => new ChartRow(step, "", 0)));
                if (round.Times > 0)
                {
                    rows.Add(new ChartRow(null, SpinFolding.Line(steps, round), ++fold));
                    rows.AddRange(steps.Skip(round.Start + round.Length).Take(round.Length * round.Times).Select(step => new ChartRow(step, "", fold)));
                }
            }
        }
    }
}
