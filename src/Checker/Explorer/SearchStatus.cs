namespace Checker.Explorer;

/// <summary>How a search for violations stands.</summary>
/// <param name="Running">Whether it is under way.</param>
/// <param name="States">States found so far.</param>
/// <param name="Depth">Steps from the initial state so far.</param>
/// <param name="Message">What came of it, or empty.</param>
/// <param name="Found">The violations, the nearest first.</param>
internal sealed record SearchStatus(bool Running, long States, int Depth, string Message, IReadOnlyList<FoundPath> Found)
{
    /// <summary>Before any search.</summary>
    public static SearchStatus None { get; } = new(false, 0, 0, "", []);
}
