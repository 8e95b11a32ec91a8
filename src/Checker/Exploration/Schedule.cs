using Model.Steps;

namespace Checker.Exploration;

/// <summary>Who steps when: all that is needed to run an execution again.</summary>
/// <param name="Steps">The steps from the initial state on.</param>
internal sealed record Schedule(Sequence<ScheduleStep> Steps)
{
    /// <summary>Number of steps.</summary>
    public int Length => Steps.Count;
}

/// <summary>One step of a schedule.</summary>
/// <param name="Process">Number of the process in the model's order.</param>
/// <param name="Outcome">Which outcome of its operation, counted from 0 in the operation's order.</param>
internal readonly record struct ScheduleStep(int Process, int Outcome);
