using Checker.Traces;

namespace Checker.Reports.Charts;

/// <summary>A row of a sequence chart: a step, or a line that says how often the steps above it are repeated.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty.</param>
/// <param name="Fold">Counted from 1: the line that this step, being a repeat, can be folded into, or the number of this line itself; 0 for other steps.</param>
internal sealed record ChartRow(TraceStep? Step, string Repeats, int Fold)
{
    /// <summary>All rows of a trace, repeats included, each repeat after the line that stands for it.</summary>
    public static IReadOnlyList<ChartRow> Of(Trace trace)
    {
        var rows = new List<ChartRow>();
        int fold = 0;
        foreach (var round in SpinFolding.Rounds(trace.Steps))
        {
            rows.AddRange(trace.Steps.Skip(round.Start).Take(round.Length).Select(step => new ChartRow(step, "", 0)));
            if (round.Times > 0)
            {
                rows.Add(new ChartRow(null, SpinFolding.Line(trace.Steps, round), ++fold));
                rows.AddRange(trace.Steps.Skip(round.Start + round.Length).Take(round.Length * round.Times).Select(step => new ChartRow(step, "", fold)));
            }
        }

        return rows;
    }
}
