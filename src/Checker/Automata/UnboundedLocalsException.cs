namespace Checker.Automata;

/// <summary>A process has more local states than are allowed: most likely one of its locals grows without bound.</summary>
internal sealed class UnboundedLocalsException(string process, int count, GrowingLocal? growing)
    : Exception($"process {process} has more than {count} local states"
        + (growing is null ? "" : $"; {growing.Description} takes on ever new values")
        + "; bound it, or raise --max-locals")
{
    /// <summary>The local that grows, or <c>null</c> when none stands out.</summary>
    public GrowingLocal? Growing { get; } = growing;
}
