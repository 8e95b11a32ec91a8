using System.Diagnostics;

namespace Checker.Reports;

/// <summary>Shows how many of several runs are done, once they take longer than a second.</summary>
/// <param name="output">Standard error.</param>
/// <param name="isTerminal">Whether the line is rewritten; otherwise there are lines after 1, 2, 4, 8 ...
/// seconds.</param>
/// <param name="total">Number of runs.</param>
internal sealed class CountReport(TextWriter output, bool isTerminal, int total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private TimeSpan _next = TimeSpan.FromSeconds(1);
    private int _shown;

    /// <summary>Called when a run is done; by several threads.</summary>
    public void Show(int done)
    {
        lock (_lock)
        {
            if (_clock.Elapsed < _next)
            {
                return;
            }

            string line =
                $"{Labels.Seconds(_clock.Elapsed)}: {Labels.Number(done)} of {Labels.Count(total, "setting")}";
            output.Write(isTerminal ? "\r" + line.PadRight(_shown) : line + "\n");
            output.Flush();
            _shown = isTerminal ? line.Length : 0;
            _next = isTerminal ? _clock.Elapsed + TimeSpan.FromMilliseconds(200) : _next * 2;
        }
    }

    /// <summary>Takes the rewritten line away.</summary>
    public void End()
    {
        if (_shown > 0)
        {
            output.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
