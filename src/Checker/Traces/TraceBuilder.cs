using Checker.Automata;
using Checker.Exploration;
using Model.Steps;

namespace Checker.Traces;

/// <summary>Runs a schedule again and writes down what happens in it.</summary>
internal sealed unsafe class TraceBuilder
{
    private readonly Composition _composition;

    public TraceBuilder(Composition composition) => _composition = composition;

    /// <summary>Tells a schedule.</summary>
    /// <param name="kind">How the property fails at the end; <c>null</c> when nothing does.</param>
    /// <param name="property">The property.</param>
    /// <param name="schedule">A schedule whose every step is enabled.</param>
    /// <param name="ending">What each process does for ever, and the way there; <c>null</c> to look at the last state
    /// only.</param>
    /// <exception cref="InvalidOperationException">A step is not enabled.</exception>
    public Trace Tell(ViolationKind? kind, string property, Schedule schedule, TrapEnding? ending = null)
    {
        using var walker = new StateCursor(_composition);
        var steps = new List<TraceStep>();
        foreach (var step in schedule.Steps)
        {
            steps.Add(Tell(walker, step, steps.Count + 1));
        }

        var endings = ending?.Endings ?? Endings(walker);
        var continuation = new List<TraceStep>();
        foreach (var step in ending?.Way ?? [])
        {
            continuation.Add(Tell(walker, step, steps.Count + continuation.Count + 1));
        }

        return new Trace(kind, property, [.. _composition.Processes.Select(process => process.Name)], steps, endings)
        {
            Continuation = continuation.Count > 0 ? continuation : null,
        };
    }

    /// <summary>Takes one step and tells it.</summary>
    public TraceStep Tell(StateCursor walker, ScheduleStep step, int number)
    {
        var told = Foretell(walker, step, number);
        return walker.TryTake(step) ? told : throw new InvalidOperationException($"Step {number} is not enabled.");
    }

    /// <summary>Tells one step without taking it.</summary>
    public TraceStep Foretell(StateCursor walker, ScheduleStep step, int number)
    {
        int local = walker.ValueOf(step.Process);
        var operation =
            walker.LocalOf(step.Process).Pending
            ?? throw new InvalidOperationException(
                $"Step {number}: {_composition.Processes[step.Process].Name} has nothing to do."
            );
        var (outcomes, _) = _composition.OutcomesOf(step.Process, walker.Layout, walker.State);
        if (step.Outcome >= outcomes.Count)
        {
            throw new InvalidOperationException($"Step {number}: {operation} has no outcome {step.Outcome} here.");
        }

        var outcome = outcomes[step.Outcome];
        var changes = new List<ObjectChange>();
        foreach (var change in outcome.Changes)
        {
            int slot = _composition.SlotOf(change.Target);
            object before = _composition.ObjectAt(slot)[walker.ValueOf(slot)];
            if (!before.Equals(change.State))
            {
                changes.Add(new ObjectChange(change.Target, before, change.State));
            }
        }

        var states = new RecordingView(_composition, walker.Layout, walker.State);
        var after = new ChangedView(states, [.. changes.Select(change => (change.Target, change.After))]);

        return Describe(
            operation,
            outcome.Response,
            number,
            _composition.Processes[step.Process].Name,
            step.Outcome
        ) with
        {
            Changes = TraceChange.Of(operation.ShowChanges(states, after, outcome.Response, changes)),
            Notes = _composition.Processes[step.Process].Narrate(local, outcome.Response),
        };
    }

    /// <summary>An operation and its response in words.</summary>
    public static TraceStep Describe(Operation operation, object? response, int number, string process, int outcome) =>
        new(
            number,
            process,
            outcome,
            operation.Kind,
            operation.Places,
            operation.Operand,
            operation.FormatResponse(response)
        )
        {
            Routine = operation.Source?.Routine ?? "",
            Address = operation.Source?.Address,
            Text = operation.Source?.Text ?? "",
        };

    /// <summary>What each process is about to do where <paramref name="walker"/> stands.</summary>
    public IReadOnlyList<ProcessEnding> Endings(StateCursor walker)
    {
        var enabled = Enumerable
            .Range(0, walker.EnabledCount)
            .Select(index => walker.Enabled(index).Process)
            .ToHashSet();
        return
        [
            .. _composition.Processes.Select(
                (process, number) =>
                {
                    var local = walker.LocalOf(number);
                    return local switch
                    {
                        { Failure: { } failure } => new ProcessEnding(
                            process.Name,
                            ProcessActivity.Failed,
                            [failure.Claim]
                        ),
                        { Pending: { } next } => new ProcessEnding(
                            process.Name,
                            enabled.Contains(number) || walker.HasFailed || walker.IsCut
                                ? ProcessActivity.Ready
                                : ProcessActivity.Blocked,
                            [StepText.Of(next)]
                        ),
                        _ => new ProcessEnding(process.Name, ProcessActivity.Finished, []),
                    };
                }
            ),
        ];
    }
}
