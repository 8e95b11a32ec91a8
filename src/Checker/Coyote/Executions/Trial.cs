using System.Runtime.ExceptionServices;
using Checker.Automata;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Coyote.Executions;

/// <summary>One schedule: an execution that Coyote drives, and what it has shown.</summary>
internal sealed class Trial
{
    private readonly OpenProperties _open;
    private readonly int _length;
    private readonly TraceGuide? _guide;
    private readonly List<Finding> _findings = [];
    private readonly CompiledProperty? _watched;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts a fresh execution.</summary>
    /// <param name="model">The model.</param>
    /// <param name="open">The properties to judge.</param>
    /// <param name="length">Steps at most.</param>
    /// <param name="number">Number of the schedule, counted from 1: schedules take turns at the goals, since Coyote has
    /// one monitor of a kind.</param>
    /// <param name="guide">The trace that is followed, or <c>null</c>.</param>
    public Trial(SystemModel model, OpenProperties open, int length, int number, TraceGuide? guide)
    {
        _open = open;
        _length = length;
        _guide = guide;
        Number = number;
        Execution = new PlainExecution(model, tells: guide is not null);
        _watched = open.WatchedGoals.Count == 0 ? null : open.WatchedGoals[(number - 1) % open.WatchedGoals.Count];
    }

    /// <summary>Number of the schedule, counted from 1.</summary>
    public int Number { get; }

    public PlainExecution Execution { get; }

    /// <summary>Whether no process is to step any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether a limit ended it: on its length, or of the model.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What it has broken.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether Coyote is to be told of a bug.</summary>
    public bool IsBroken => _findings.Count > 0 || _fault is not null;

    /// <summary>Whether the watched goal holds; <c>null</c> when none is watched or the schedule is over.</summary>
    public bool? IsGoalReached =>
        Guarded<bool?>(
            () =>
                _watched is null || IsOver || _guide?.IsFollowed == true
                    ? null
                    : OpenProperties.Holds(_watched, Execution),
            null
        );

    /// <summary>Whether a process has an operation before it that it is to take some time.</summary>
    public bool Awaits(int process) => !IsOver && Execution.Processes[process].Pending is not null;

    /// <summary>Whether a process may take its operation now.</summary>
    public bool MayStep(int process) =>
        Guarded(() => _guide?.Lets(process) != false && Execution.CanStep(process), false);

    /// <summary>
    /// Number of ways in which the operation of a process may turn out, and the one to take when that is settled.
    /// </summary>
    public (int Count, int? Settled) Outcomes(int process)
    {
        int count = Execution.OutcomesOf(process).Count;
        return (count, count == 1 ? 0 : _guide?.Outcome);
    }

    /// <summary>Lets a process take its operation.</summary>
    public void Take(int process, int outcome) =>
        Guarded(() =>
        {
            var step = Execution.Take(process, outcome);
            _guide?.Compare(Execution, step);
        });

    /// <summary>Judges the invariants in the present state, when they are to be judged here.</summary>
    public void JudgeInvariants() =>
        Guarded(() =>
        {
            if (_guide is null or { IsFollowed: false, Drift: null } && !Execution.IsBeyondLimit)
            {
                Note(_open.BrokenInvariants(Execution));
            }
        });

    /// <summary>Finds out whether the schedule ends in the present state, and what that breaks.</summary>
    public void JudgeEnd() =>
        Guarded(() =>
        {
            // While a trace is followed it says who goes on; where that is not possible, the replay has drifted.
            if (_guide is not null && (_guide.HasDriftedIn(Execution) || _guide.IsFollowed))
            {
                IsOver = IsOver || _guide.Drift is not null;
            }
            else if (Execution.IsCut && !Execution.HasFailed)
            {
                IsCut = IsOver = true;
            }
            else if (!Execution.CanGoOn)
            {
                Note(_open.BrokenByEnd(Execution));
                IsOver = true;
            }
            else if (Execution.Steps.Count >= _length)
            {
                IsCut = IsOver = true;
            }
        });

    /// <summary>Notes that Coyote suspects the watched goal to be out of reach.</summary>
    public void Suspect()
    {
        if (_watched is not null)
        {
            Note([OpenProperties.Suspicion(_watched, Execution)]);
        }
    }

    /// <summary>Throws what was wrong with the model, if anything was.</summary>
    public void ThrowFault() => _fault?.Throw();

    private void Note(IReadOnlyList<Finding> findings)
    {
        _findings.AddRange(findings.Select(finding => finding with { Schedule = Number }));
        IsOver = IsOver || findings.Count > 0;
    }

    private void Guarded(Action run) =>
        Guarded<object?>(
            () =>
            {
                run();
                return null;
            },
            null
        );

    // Coyote would take a fault of the model for a bug that it found.
    private T Guarded<T>(Func<T> run, T otherwise)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is ModelException or InputException)
        {
            _fault ??= ExceptionDispatchInfo.Capture(exception);
            IsOver = true;
            return otherwise;
        }
    }
}
