using Specification = Microsoft.Coyote.Specifications.Monitor;

namespace Checker.Coyote.Monitors;

/// <summary>The invariants of a model as a Coyote monitor.</summary>
internal sealed class InvariantMonitor : Specification
{
    private void Judge(Event e)
    {
        var trial = ((StateReached)e).Trial;
        trial.JudgeInvariants();
        Assert(!trial.IsBroken, "an invariant of the model is false in schedule {0}", trial.Number);
    }

    [Start]
    [OnEventDoAction(typeof(StateReached), nameof(Judge))]
    private sealed class Watching : State { }
}
