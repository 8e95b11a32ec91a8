using Checker.Reports;

namespace Checker.Cli;

/// <summary>Where a command reads and writes, and what may be written there.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="Input">The user.</param>
internal sealed record Streams(TextWriter Output, TextWriter Error, TextReader Input)
{
    /// <summary>Whether <see cref="Output"/> is a terminal; if not, no escape code is written.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal; if not, no line is rewritten.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether somebody can answer.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Columns of a line.</summary>
    public int Width { get; init; } = TraceText.DefaultWidth;

    /// <summary>Those of this process.</summary>
    public static Streams OfProcess() =>
        new(Console.Out, Console.Error, Console.In)
        {
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsInputTerminal = !Console.IsInputRedirected,
            Width =
                !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : TraceText.DefaultWidth,
        };
}
