using System.Globalization;
using Checker.Traces;

namespace Checker.Coyote.Executions;

/// <summary>Makes Coyote follow a recorded trace, and compares every recorded field of every step.</summary>
internal sealed class TraceGuide
{
    private readonly Trace _trace;
    private int _taken;

    /// <param name="trace">The trace.</param>
    public TraceGuide(Trace trace) => _trace = trace;

    /// <summary>Whether steps of the trace are left.</summary>
    public bool IsFollowed => Drift is null && _taken < _trace.Steps.Count;

    /// <summary>The first difference so far, or <c>null</c>.</summary>
    public Drift? Drift { get; private set; }

    /// <summary>The outcome of the next recorded step; <c>null</c> when none is left.</summary>
    public int? Outcome => IsFollowed ? _trace.Steps[_taken].Outcome : null;

    /// <summary>Whether a process is the one whose turn it is; any one is once the trace is at its end.</summary>
    public bool Lets(int process) => !IsFollowed || _trace.Processes[process] == _trace.Steps[_taken].Process;

    /// <summary>Compares the step that was just taken.</summary>
    public void Compare(PlainExecution execution, TakenStep step)
    {
        if (IsFollowed)
        {
            Drift = TraceDifference.Between(_trace.Steps[_taken], PlainTeller.Tell(execution, step, _taken + 1));
            _taken++;
        }
    }

    /// <summary>Whether the recorded step cannot be taken, or the last one was not as recorded.</summary>
    public bool HasDriftedIn(PlainExecution execution)
    {
        Drift ??= IsFollowed ? Hindrance(execution, _trace.Steps[_taken]) : null;
        return Drift is not null;
    }

    private Drift? Hindrance(PlainExecution execution, TraceStep step)
    {
        for (int process = 0; process < execution.Processes.Count; process++)
        {
            if (execution.Processes[process].Name == step.Process)
            {
                int count = execution.HasFailed ? 0 : execution.OutcomesOf(process).Count;
                return count == 0 ? new Drift(_taken + 1, "process", step.Process, $"{step.Process} cannot step here")
                    : step.Outcome < 0 || step.Outcome >= count
                        ? new Drift(
                            _taken + 1,
                            "outcome",
                            step.Outcome.ToString(CultureInfo.InvariantCulture),
                            string.Create(CultureInfo.InvariantCulture, $"only 0..{count - 1} can happen")
                        )
                    : null;
            }
        }

        return new Drift(_taken + 1, "process", step.Process, "the model has no such process");
    }
}
