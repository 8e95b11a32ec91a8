namespace Checker.Automata;

/// <summary>A process has more local states than are allowed: most likely one of its locals grows without bound.</summary>
internal sealed class UnboundedLocalsException(string process, int count, string? growing)
    : Exception($"process {process} has more than {count} local states"
        + (growing is null ? "" : $"; {growing} takes on ever new values")
        + "; bound it, or raise --max-locals")
{
    /// <summary>The process that grows.</summary>
    public string Process { get; } = process;
}
