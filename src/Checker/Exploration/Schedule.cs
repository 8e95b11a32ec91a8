using Model.Steps;

namespace Checker.Exploration;

/// <summary>Who steps when: all that is needed to run an execution again.</summary>
/// <param name="Steps">The steps from the initial state on.</param>
internal sealed record Schedule(Sequence<ScheduleStep> Steps)
{
    /// <summary>Number of steps.</summary>
    public int Length => Steps.Count;

    /// <summary>How often another process goes on than the one that stepped last.</summary>
    public int ContextSwitches
    {
        get
        {
            int switches = 0;
            for (int i = 1; i < Steps.Count; i++)
            {
                switches += Steps[i].Process != Steps[i - 1].Process ? 1 : 0;
            }

            return switches;
        }
    }
}

/// <summary>One step of a schedule.</summary>
/// <param name="Process">Number of the process in the model's order.</param>
/// <param name="Outcome">Which outcome of its operation, counted from 0 in the operation's order.</param>
internal readonly record struct ScheduleStep(int Process, int Outcome);
