using Checker.Traces;

namespace Checker.Reports;

/// <summary>A row of a told trace: a step, or a line between steps.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty: how often the steps before it are repeated, or that nothing can help any more.</param>
internal readonly record struct TracePart(TraceStep? Step, string Repeats)
{
    private readonly string? _process;

    /// <summary>The process in whose column it stands.</summary>
    public string Process { get => _process ?? Step!.Process; init => _process = value; }
}
