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
        int shown = 0;
        int fold = 0;
        var parts = SpinFolding.Fold(trace.Steps);
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Step is { } step)
            {
                rows.Add(new ChartRow(step, "", 0));
                shown++;
                continue;
            }

            rows.Add(new ChartRow(null, parts[i].Repeats, ++fold));
            int next = i + 1 < parts.Count ? parts[i + 1].Step!.Number - 1 : trace.Steps.Count;
            rows.AddRange(trace.Steps.Skip(shown).Take(next - shown).Select(repeat => new ChartRow(repeat, "", fold)));
            shown = next;
        }

        return rows;
    }
}
