using Checker.Replay;

namespace Checker.Suites;

/// <summary>The kinds of findings, as reports name them.</summary>
internal static class Rules
{
    /// <summary>What was expected to fail does not.</summary>
    public const string ViolationGone = "violation-gone";

    /// <summary>A limit stopped the search.</summary>
    public const string Bounded = "bounded";

    /// <summary>Nothing was tested.</summary>
    public const string Vacuous = "vacuous";

    /// <summary>Something that the user gave is wrong.</summary>
    public const string BadInput = "bad-input";

    /// <summary>All of them, with what they mean.</summary>
    public static IReadOnlyList<(string Id, string Meaning)> All { get; } =
    [
        .. ViolationDescription.All.Select(kind => (kind.Word, kind.Meaning)),
        (ViolationGone, "What was expected to fail does not fail any more."),
        (Bounded, "A limit stopped the search, so nothing is known about the rest."),
        (Vacuous, "Nothing failed, because something was never tested."),
        (BadInput, "A file could not be run."),
    ];

    /// <summary>Whether a finding of the kind says only that nothing is known.</summary>
    public static bool IsInconclusive(string rule) => rule is Bounded or Vacuous;
}
