using System.Diagnostics;
using System.Reflection;
using Checker.Coyote.Actors;
using Checker.Coyote.Executions;
using Checker.Coyote.Monitors;
using Checker.Exploration;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;
using Model.Input;
using Model.Systems;

namespace Checker.Coyote.Schedules;

/// <summary>Runs schedules of a model under Coyote.</summary>
internal sealed class CoyoteRun
{
    // How Coyote speaks of a monitor that has been hot for too long.
    private const string HotTooLong = "potential liveness bug";

    private readonly SystemModel _model;
    private readonly CoyoteSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly OpenProperties _open;
    private readonly TraceGuide? _guide;
    private readonly Confirmation? _confirmation;
    private readonly List<Finding> _findings = [];
    private readonly Stopwatch _clock = new();
    private Trial? _trial;
    private string? _complaint;
    private int _schedules;
    private int _cut;
    private int _refuted;
    private int _longest;
    private long _steps;

    /// <summary>A run that judges every property.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">Which schedules to run.</param>
    /// <param name="confirmation">Decides on what Coyote suspects; <c>null</c> to leave it undecided.</param>
    /// <param name="cancellation">Ends the run with what is known so far.</param>
    public CoyoteRun(
        SystemModel model,
        CoyoteSettings settings,
        Confirmation? confirmation,
        CancellationToken cancellation
    )
        : this(model, settings, new OpenProperties(model), cancellation) => _confirmation = confirmation;

    /// <summary>A run that follows a trace and then judges what the trace says that fails.</summary>
    public CoyoteRun(
        SystemModel model,
        Checker.Traces.Trace trace,
        TraceGuide guide,
        CoyoteSettings settings,
        CancellationToken cancellation
    )
        : this(
            model,
            settings with
            {
                Schedules = 1,
            },
            new OpenProperties(model, trace.Kind ?? ViolationKind.Invariant, trace.Property),
            cancellation
        ) => _guide = guide;

    private CoyoteRun(SystemModel model, CoyoteSettings settings, OpenProperties open, CancellationToken cancellation)
    {
        _model = model;
        _settings = settings;
        _open = open;
        _cancellation = cancellation;
    }

    /// <summary>Coyote's name and version.</summary>
    public static string Engine { get; } = $"Microsoft.Coyote {Version(typeof(TestingEngine).Assembly)}";

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Called after each schedule with their number so far and the time.</summary>
    public Action<int, TimeSpan>? Report { get; init; }

    /// <summary>Runs all schedules, or until the first finding when that is asked for.</summary>
    /// <exception cref="Model.Steps.ModelException">The model breaks a rule.</exception>
    /// <exception cref="InputException">The model finds that its input makes no sense.</exception>
    /// <exception cref="HarnessException">Coyote reports anything but a violation of the model.</exception>
    public CoyoteResult Run()
    {
        _clock.Start();
        bool goesOn = true;
        while (goesOn && _schedules < _settings.Schedules && !_cancellation.IsCancellationRequested)
        {
            // Coyote ends a run at its first bug; the next run goes on with the schedule after it.
            goesOn = RunToFirstBug() && !(_settings.StopAtFirst && _findings.Count > 0);
        }

        return new CoyoteResult
        {
            Findings = _findings,
            Refuted = _refuted,
            Schedules = _schedules,
            Steps = _steps,
            LongestSchedule = _longest,
            Cut = _cut,
            IsInterrupted = _cancellation.IsCancellationRequested,
            Elapsed = _clock.Elapsed,
        };
    }

    private bool RunToFirstBug()
    {
        using var engine = TestingEngine.Create(CoyoteConfiguration.Of(_settings, _schedules), RunSchedule);
        // What Coyote has to say is told in our words.
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        engine.Run();
        EndTrial();
        var report = engine.TestReport;
        string? foreign =
            _complaint
            ?? (report.InternalErrors.Count > 0 ? report.InternalErrors.Order(StringComparer.Ordinal).First() : null)
            ?? (
                report.UncontrolledInvocations.Count > 0
                    ? $"uncontrolled: {string.Join(", ", report.UncontrolledInvocations.Order(StringComparer.Ordinal))}"
                    : null
            );
        return foreign is null
            ? report.NumOfFoundBugs > 0
            : throw new HarnessException(foreign.ReplaceLineEndings(" "));
    }

    private void RunSchedule(IActorRuntime runtime)
    {
        EndTrial();
        if (_cancellation.IsCancellationRequested)
        {
            runtime.OnFailure += _ => { };
            runtime.Assert(false, "interrupted");
        }

        _schedules++;
        runtime.OnFailure += Judge;
        var trial = new Trial(_model, _open, _settings.Length, _schedules, _guide);
        _trial = trial;
        runtime.RegisterMonitor<InvariantMonitor>();
        runtime.RegisterMonitor<GoalMonitor>();
        runtime.Monitor<InvariantMonitor>(new StateReached(trial));
        trial.JudgeEnd();
        runtime.Monitor<GoalMonitor>(new StateReached(trial));
        runtime.Assert(!trial.IsBroken, "the model is broken from the start");
        for (int process = 0; process < trial.Execution.Processes.Count; process++)
        {
            runtime.CreateActor(
                typeof(ProcessActor),
                trial.Execution.Processes[process].Name,
                new Assignment(trial, process)
            );
        }
    }

    // Called by Coyote for whatever it takes for a bug.
    private void Judge(Exception exception)
    {
        if (exception is not AssertionFailureException || _trial is not { } trial || trial.IsBroken)
        {
            return;
        }

        if (exception.Message.Contains(HotTooLong, StringComparison.Ordinal))
        {
            trial.Suspect();
        }
        else
        {
            _complaint ??= exception.Message;
        }
    }

    private void EndTrial()
    {
        if (_trial is not { } trial)
        {
            return;
        }

        _trial = null;
        trial.ThrowFault();
        if (!trial.IsOver && _complaint is null)
        {
            throw new HarnessException(
                FormattableString.Invariant($"schedule {trial.Number} ended while processes could step")
            );
        }

        _findings.AddRange(trial.Findings.Select(Decide).OfType<Finding>());
        _cut += trial.IsCut ? 1 : 0;
        _steps += trial.Execution.Steps.Count;
        Report?.Invoke(_schedules, _clock.Elapsed);
        _longest = Math.Max(_longest, trial.Execution.Steps.Count);
    }

    // What is refuted goes on being watched; what is found, or stays undecided, is not told again.
    private Finding? Decide(Finding finding)
    {
        var decided =
            finding.Certainty == Certainty.Suspected && _confirmation is not null
                ? _confirmation.Decide(finding)
                : finding;
        if (decided is null)
        {
            _refuted++;
        }
        else if (finding.Certainty == Certainty.Suspected)
        {
            _open.Close(finding.Property);
        }

        return decided;
    }
}
