using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Model.Steps;
using Model.Systems;

namespace Checker.Properties;

/// <summary>Finds out whether a result means nothing because nothing was tested.</summary>
internal static unsafe class Vacuity
{
    /// <summary>The reasons, in words; empty when there are none.</summary>
    /// <param name="search">A finished search.</param>
    /// <param name="judge">What it has judged by.</param>
    /// <param name="composition">What it was of.</param>
    /// <param name="model">The model of that.</param>
    public static IReadOnlyList<VacuityReason> Reasons(
        ExhaustiveSearch search,
        PropertyMonitor judge,
        Composition composition,
        SystemModel model
    )
    {
        if (composition.Constraint is { } constraint && !HoldsAtStart(search, constraint))
        {
            return [new VacuityReason($"the constraint '{constraint.Name}' is false from the start")];
        }

        if (search.Statistics.Transitions == 0)
        {
            return [new VacuityReason("no process took a step")];
        }

        var couldChange = new ChangeableObjects(composition, model);
        return [.. judge.Invariants.Select(invariant => Reason(invariant, judge, couldChange)).OfType<VacuityReason>()];
    }

    /// <summary>Whether a goal or constraint holds before anything happens.</summary>
    public static bool HoldsAtStart(ExhaustiveSearch search, PredicateTable predicate) =>
        predicate.Holds(search.Layout, search.Store[0]);

    // An error flag that stays clear is the very thing to be shown, as long as there is code that could set it.
    private static VacuityReason? Reason(InvariantTable invariant, PropertyMonitor judge, ChangeableObjects couldChange)
    {
        string name = invariant.Predicate.Name;
        string? reason =
            judge.NeverApplied(invariant) ? $"the left side of '{name}' was never true"
            : invariant.Predicate.LooksAtSomethingThatChanges || invariant.Predicate.LooksAt.Any(couldChange.Contain)
                ? null
            : $"nothing that '{name}' looks at ever changed, and no code could change it";
        return reason is null
            ? null
            : new VacuityReason(reason) { Property = new NamedProperty(ViolationKind.Invariant, name) };
    }
}

/// <summary>Why nothing, or one property, was tested.</summary>
/// <param name="Text">The reason in words.</param>
internal sealed record VacuityReason(string Text)
{
    /// <summary>The property that was not tested; <c>null</c> when none was.</summary>
    public NamedProperty? Property { get; init; }

    /// <summary>Whether it is why a property was not tested.</summary>
    public bool Concerns(ViolationKind kind, string name) =>
        Property is null || Property == new NamedProperty(kind, name);
}

/// <summary>
/// The objects that a model's code could change, though it may never have: what an operation that some process came to
/// may write, what a guest's code could store to, and what the code of a body names.
/// </summary>
/// <param name="composition">What was explored.</param>
/// <param name="model">The model of that.</param>
internal sealed class ChangeableObjects(Composition composition, SystemModel model)
{
    private readonly Lazy<NamedObjects> _named = new(() => new NamedObjects(model));

    /// <summary>Whether an object is among them.</summary>
    public bool Contain(SharedObject target) =>
        MayBeWritten(target) || (model.CouldChange?.Invoke(target) ?? _named.Value.Contain(target));

    private bool MayBeWritten(SharedObject target)
    {
        foreach (var process in composition.Processes)
        {
            for (int local = 0; local < process.Count; local++)
            {
                if (
                    process[local]
                        .Pending?.Footprint.Any(access =>
                            access.Mode == AccessMode.Write && ReferenceEquals(access.Target, target)
                        ) == true
                )
                {
                    return true;
                }
            }
        }

        return false;
    }
}
