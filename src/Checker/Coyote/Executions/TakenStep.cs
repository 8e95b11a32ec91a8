using Model.Steps;

namespace Checker.Coyote.Executions;

/// <summary>One step of an execution.</summary>
/// <param name="Process">Number of the process in the model's order.</param>
/// <param name="Outcome">Which outcome of its operation, counted from 0 in the operation's order.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Response">What the process was answered.</param>
/// <param name="Changes">The objects that took on another state, with their states before and after.</param>
/// <param name="Notes">The remarks of the body; empty unless they are wanted.</param>
internal sealed record TakenStep(
    int Process,
    int Outcome,
    Operation Operation,
    object? Response,
    IReadOnlyList<(SharedObject Target, object Before, object After)> Changes,
    IReadOnlyList<string> Notes
);
