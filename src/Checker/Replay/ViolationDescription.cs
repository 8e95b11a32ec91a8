using Checker.Exploration;
using Model.Systems;

namespace Checker.Replay;

/// <summary>
/// All that is known of one kind of violation. Whoever tells kinds apart reads it here: another kind is another entry.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Meaning">What has happened, as a rule of a list of findings says it.</param>
/// <param name="Sentence">What has failed at the end of a trace.</param>
/// <param name="Test">
/// Prepares to tell whether the property fails in a state; <c>null</c> when the model has no such property.
/// </param>
internal sealed record ViolationDescription(
    ViolationKind Kind,
    string Meaning,
    string Sentence,
    Func<ViolationTest, StateTest?> Test
)
{
    /// <summary>Every kind, in the order of reports.</summary>
    public static IReadOnlyList<ViolationDescription> All { get; } =
    [
        new(
            ViolationKind.Invariant,
            "An invariant is false in a reachable state.",
            "the invariant is false",
            StateTests.OfInvariant
        )
        {
            Claim = PropertyKind.Invariant,
            IsSeenInState = true,
        },
        new(
            ViolationKind.Assertion,
            "A claim in a process or in the guest itself fails.",
            "an assertion fails",
            StateTests.OfAssertion
        )
        {
            IsSeenInState = true,
        },
        new(
            ViolationKind.Deadlock,
            "No process can step, and not all have finished.",
            "there is a deadlock: no process can step, and not all have finished",
            StateTests.OfDeadlock
        )
        {
            Heading = "no process can step",
            HasProperties = false,
            IsSeenInState = true,
        },
        new(
            ViolationKind.Stuck,
            "The goal can never be reached again under any schedule.",
            "the goal can never be reached again under any schedule",
            StateTests.OfGoal
        )
        {
            Heading = "out of reach: ",
            Claim = PropertyKind.Goal,
            IsForEver = true,
        },
        new(
            ViolationKind.Refinement,
            "The guest ends as it cannot end on real hardware.",
            "the guest observes what real hardware does not allow",
            StateTests.OfRefinement
        ),
    ];

    /// <summary>The kind in a word, as commands, files and rules spell it.</summary>
    public string Word { get; } = Kind.ToString().ToLowerInvariant();

    /// <summary>Stands before the property in a heading, or in place of one.</summary>
    public string Heading { get; private init; } = "";

    /// <summary>Whether several properties can fail so, and a report must say which.</summary>
    public bool HasProperties { get; private init; } = true;

    /// <summary>The claim of a model that fails so; <c>null</c> when that is no claim about its states.</summary>
    public PropertyKind? Claim { get; private init; }

    /// <summary>Whether one state alone shows it, with no search and nothing to compare it with.</summary>
    public bool IsSeenInState { get; private init; }

    /// <summary>Whether what the processes do at the end goes on for ever.</summary>
    public bool IsForEver { get; private init; }

    /// <summary>The description of a kind.</summary>
    public static ViolationDescription Of(ViolationKind kind) => All.First(description => description.Kind == kind);

    /// <summary>The description of the kind that breaks a claim of a model.</summary>
    public static ViolationDescription OfClaim(PropertyKind claim) =>
        All.First(description => description.Claim == claim);

    /// <summary>A property with its kind: <c>invariant: x &lt; 3</c>, <c>deadlock</c>.</summary>
    public string Naming(string property) => HasProperties ? $"{Word}: {property}" : Word;
}
