using System.Globalization;
using Checker.Exploration;

namespace Checker.Reports;

/// <summary>Shows how far a search is, once it takes longer than a second.</summary>
/// <param name="output">Standard error.</param>
/// <param name="isTerminal">Whether the line is rewritten; otherwise there are lines after 1, 2, 4, 8 ...
/// seconds.</param>
internal sealed class ProgressReport(TextWriter output, bool isTerminal)
{
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(200);

    private TimeSpan _next = TimeSpan.FromSeconds(1);
    private int _shown;

    /// <summary>Called now and then by the search.</summary>
    public void Show(Progress progress) => Show(progress.Elapsed, () => Line(progress));

    /// <summary>Called now and then by anything that takes long.</summary>
    /// <param name="elapsed">Time since it began.</param>
    /// <param name="tell">How far it is, in one line.</param>
    public void Show(TimeSpan elapsed, Func<string> tell)
    {
        if (elapsed < _next)
        {
            return;
        }

        string line = tell();
        if (isTerminal)
        {
            output.Write("\r" + line.PadRight(_shown));
            _shown = line.Length;
            _next = elapsed + _refresh;
        }
        else
        {
            output.WriteLine(line);
            while (_next <= elapsed)
            {
                _next *= 2;
            }
        }

        output.Flush();
    }

    /// <summary>Takes the rewritten line away.</summary>
    public void End()
    {
        if (_shown > 0)
        {
            output.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }

        _next = TimeSpan.FromSeconds(1);
    }

    private static string Line(Progress progress) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Elapsed.TotalSeconds:0} s: {Labels.Count(progress.States, "state")}, "
                + $"{progress.Transitions / progress.Elapsed.TotalSeconds / 1e6:0.00} million transitions/s, "
                + $"depth {Labels.Number(progress.Depth)}, queue {Labels.Number(progress.Waiting)}, "
                + $"{Labels.Memory(progress.Bytes)}"
        );
}
