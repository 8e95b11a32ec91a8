namespace Checker.Reports;

/// <summary>
/// What belongs to whom, as names tell: <c>cpu0 store buffer</c> and <c>cpu0's mailbox</c> belong to <c>cpu0</c>.
/// </summary>
internal static class Ownership
{
    /// <summary>Whether something belongs to <paramref name="owner"/>.</summary>
    public static bool Belongs(string name, string owner) => WithoutOwner(name, owner) != name;

    /// <summary>
    /// A name without that of the process it belongs to: <c>store buffer</c> for <c>cpu0 store buffer</c>; other names
    /// as they are.
    /// </summary>
    public static string WithoutOwner(string name, string owner) =>
        name.StartsWith($"{owner} ", StringComparison.Ordinal) ? name[(owner.Length + 1)..]
        : name.StartsWith($"{owner}'s ", StringComparison.Ordinal) ? name[(owner.Length + 3)..]
        : name;

    /// <summary>The processes that belong to no other one, in their order.</summary>
    public static IReadOnlyList<string> Owners(IReadOnlyList<string> processes) =>
        [.. processes.Where(name => !processes.Any(other => Belongs(name, other)))];

    /// <summary>Which of these processes this is, or else belongs to; <c>null</c> for none.</summary>
    public static string? OwnerOf(string name, IReadOnlyList<string> processes) =>
        processes.Contains(name) ? name : processes.FirstOrDefault(process => Belongs(name, process));
}
