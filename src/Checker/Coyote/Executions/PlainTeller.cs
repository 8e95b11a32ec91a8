using Checker.Traces;
using Model.Steps;
using Model.Systems;

namespace Checker.Coyote.Executions;

/// <summary>Tells an execution as a trace, from the execution alone.</summary>
internal static class PlainTeller
{
    /// <summary>Takes the given steps anew and tells each of them.</summary>
    public static IReadOnlyList<TraceStep> Tell(SystemModel model, IReadOnlyList<TakenStep> steps)
    {
        var execution = new PlainExecution(model, tells: true);
        return
        [
            .. steps.Select((step, index) => Tell(execution, execution.Take(step.Process, step.Outcome), index + 1)),
        ];
    }

    /// <summary>Tells the step that an execution has just taken.</summary>
    public static TraceStep Tell(PlainExecution execution, TakenStep step, int number) =>
        TraceBuilder.Describe(
            step.Operation,
            step.Response,
            number,
            execution.Processes[step.Process].Name,
            step.Outcome
        ) with
        {
            Changes = TraceChange.Of(
                step.Operation.ShowChanges(
                    new ChangedView(execution.View, [.. step.Changes.Select(change => (change.Target, change.Before))]),
                    execution.View,
                    step.Response,
                    [.. step.Changes.Select(change => new ObjectChange(change.Target, change.Before, change.After))]
                )
            ),
            Notes = step.Notes,
        };

    /// <summary>What each process is about to do.</summary>
    public static IReadOnlyList<ProcessEnding> Endings(PlainExecution execution) =>
        [
            .. execution.Processes.Select(
                (process, number) =>
                    process switch
                    {
                        { Failure: { } claim } => new ProcessEnding(process.Name, ProcessActivity.Failed, [claim]),
                        { Pending: { } next } => new ProcessEnding(
                            process.Name,
                            Activity(execution, number),
                            [StepText.Of(next)]
                        ),
                        _ => new ProcessEnding(process.Name, ProcessActivity.Finished, []),
                    }
            ),
        ];

    private static ProcessActivity Activity(PlainExecution execution, int process) =>
        execution.HasFailed || execution.CanStep(process) ? ProcessActivity.Ready : ProcessActivity.Blocked;
}
