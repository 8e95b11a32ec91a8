using Checker.Coyote.Executions;
using Checker.Coyote.Monitors;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Random;
using Microsoft.Coyote.Runtime;
using Model.Steps;
using Pausing = Microsoft.Coyote.Runtime.Operation;

namespace Checker.Coyote.Actors;

/// <summary>
/// One process of a model as a Coyote actor: Coyote decides before each of its operations who goes on.
/// </summary>
internal sealed class ProcessActor : Actor
{
    private Trial? _trial;
    private int _process;

    protected override int HashedState => _trial is null ? 0 : StateHash.Of(_trial.Execution, _process);

    /// <summary>
    /// Runs the process to the end of the schedule; until then the actor blocks where its process does.
    /// </summary>
    protected override Task OnInitializeAsync(Event initialEvent)
    {
        (_trial, _process) = (((Assignment)initialEvent).Trial, ((Assignment)initialEvent).Process);
        Run(_trial);
        return Task.CompletedTask;
    }

    private void Run(Trial trial)
    {
        var choices = Generator.Create();
        while (trial.Awaits(_process))
        {
            Announce(trial.Execution.Processes[_process].Pending!);
            Pausing.PauseUntil(() => trial.IsOver || trial.MayStep(_process));
            if (trial.IsOver)
            {
                return;
            }

            var (count, settled) = trial.Outcomes(_process);
            trial.Take(_process, settled ?? choices.NextInteger(count));
            Monitor<InvariantMonitor>(new StateReached(trial));
            trial.JudgeEnd();
            Monitor<GoalMonitor>(new StateReached(trial));
            Assert(!trial.IsBroken, "the model is broken in schedule {0}", trial.Number);
        }
    }

    private static void Announce(Model.Steps.Operation operation)
    {
        string objects = string.Join(", ", operation.Footprint.Select(access => access.Target.Name));
        if (operation.Footprint.All(access => access.Mode == AccessMode.Read))
        {
            SchedulingPoint.Read(objects);
        }
        else
        {
            SchedulingPoint.Write(objects);
        }
    }
}
