using Specification = Microsoft.Coyote.Specifications.Monitor;

namespace Checker.Coyote.Monitors;

/// <summary>
/// A goal of a model as a Coyote monitor: hot while it is not reached. Coyote suspects that it is out of reach when the
/// monitor is hot for more scheduling decisions of a fair schedule than the temperature allows.
/// </summary>
internal sealed class GoalMonitor : Specification
{
    private void Judge(Event e)
    {
        switch (((StateReached)e).Trial.IsGoalReached)
        {
            case true:
                RaiseGotoStateEvent<Reached>();
                break;
            case false when CurrentState != typeof(Missing):
                RaiseGotoStateEvent<Missing>();
                break;
            case null:
                RaiseGotoStateEvent<Idle>();
                break;
        }
    }

    [Start]
    [OnEventDoAction(typeof(StateReached), nameof(Judge))]
    private sealed class Idle : State { }

    [Hot]
    [OnEventDoAction(typeof(StateReached), nameof(Judge))]
    private sealed class Missing : State { }

    [Cold]
    [OnEventDoAction(typeof(StateReached), nameof(Judge))]
    private sealed class Reached : State { }
}
