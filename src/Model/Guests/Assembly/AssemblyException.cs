namespace Model.Guests;

/// <summary>An instruction cannot be assembled.</summary>
/// <param name="line">Which of the lines, counted from 0.</param>
/// <param name="reason">Why.</param>
internal sealed class AssemblyException(int line, string reason) : Exception(reason)
{
    /// <summary>Which of the lines, counted from 0.</summary>
    public int Line { get; } = line;
}
