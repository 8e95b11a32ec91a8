using Checker.Exploration;
using Checker.Traces;
using Model.Systems;

namespace Checker.Replay;

/// <summary>Runs a recorded trace again and compares everything that was recorded.</summary>
internal sealed class Replayer : IDisposable
{
    private readonly TraceModel _model;
    private readonly Trace _recorded;
    private readonly SearchSettings _settings;
    private readonly int _format;
    private readonly TraceBuilder _teller;
    private readonly StateCursor _walker;

    /// <summary>Stands at the start of the trace.</summary>
    /// <param name="model">The model that the trace is of.</param>
    /// <param name="recorded">The trace.</param>
    /// <param name="settings">Limits for the exploration that a trace of kind <see cref="ViolationKind.Stuck"/>
    /// needs.</param>
    /// <param name="format">Version of the format that it was recorded in; of version 1 the names of places in memory
    /// are not compared.</param>
    public Replayer(
        SystemModel model,
        Trace recorded,
        SearchSettings? settings = null,
        int format = TraceFile.CurrentFormat
    )
    {
        _model = new TraceModel(model);
        _recorded = recorded;
        _settings = settings ?? new SearchSettings();
        _format = format;
        _teller = new TraceBuilder(_model.Composition);
        _walker = new StateCursor(_model.Composition);
    }

    /// <summary>Runs the trace to its end or to the first difference.</summary>
    /// <param name="goOn">Told each step that went as recorded; false ends the replay.</param>
    /// <returns>The first difference, or <c>null</c> when everything is as recorded.</returns>
    /// <exception cref="UnfinishedException">The user, or a limit on the exploration, ended it.</exception>
    public Drift? Run(Func<TraceStep, bool>? goOn = null)
    {
        if (!_model.Processes.SequenceEqual(_recorded.Processes))
        {
            return new Drift(
                null,
                "processes",
                TraceDifference.Shown(_recorded.Processes),
                TraceDifference.Shown(_model.Processes)
            );
        }

        for (int i = 0; i < _recorded.Steps.Count; i++)
        {
            if (Take(_recorded.Steps[i], i + 1) is { } drift)
            {
                return drift;
            }

            if (goOn?.Invoke(_recorded.Steps[i]) == false)
            {
                throw new UnfinishedException(
                    FormattableString.Invariant($"left after step {i + 1}; what follows was not compared")
                );
            }
        }

        return JudgeEnd() ?? Continue(goOn);
    }

    public void Dispose() => _walker.Dispose();

    // What was judged is the state in which nothing can help any more; the way on from there is compared too.
    private Drift? Continue(Func<TraceStep, bool>? goOn)
    {
        foreach (var step in _recorded.Continuation ?? [])
        {
            if (Take(step, step.Number) is { } drift)
            {
                return drift;
            }

            if (goOn?.Invoke(step) == false)
            {
                throw new UnfinishedException(
                    FormattableString.Invariant($"left after step {step.Number}; what follows was not compared")
                );
            }
        }

        return null;
    }

    private Drift? Take(TraceStep recorded, int number)
    {
        int process = _model.ProcessNumber(recorded.Process);
        if (process < 0)
        {
            return new Drift(number, "process", recorded.Process, "the model has no such process");
        }

        if (_walker.LocalOf(process).Pending is null)
        {
            return new Drift(number, "process", recorded.Process, $"{recorded.Process} has nothing left to do");
        }

        int[] outcomes =
        [
            .. Enumerable
                .Range(0, _walker.EnabledCount)
                .Select(_walker.Enabled)
                .Where(step => step.Process == process)
                .Select(step => step.Outcome),
        ];
        if (outcomes.Length == 0)
        {
            return new Drift(number, "process", recorded.Process, $"{recorded.Process} cannot step here");
        }

        if (!outcomes.Contains(recorded.Outcome))
        {
            return new Drift(
                number,
                "outcome",
                FormattableString.Invariant($"{recorded.Outcome}"),
                FormattableString.Invariant($"only 0..{outcomes[^1]} can happen")
            );
        }

        var actual = _teller.Tell(_walker, new ScheduleStep(process, recorded.Outcome), number);
        return TraceDifference.Between(recorded, OldNames.In(actual, recorded, _format));
    }

    private Drift? JudgeEnd()
    {
        using var test = new ViolationTest(_model, _recorded.Kind, _recorded.Property, _settings, _walker);
        return test.FailsAt(_walker)
            ? EndingDifference(test.Ending(_walker).Endings)
            : OtherKind()
                ?? new Drift(
                    null,
                    "property",
                    $"{Word(_recorded.Kind)}: {_recorded.Property}",
                    "it does not fail so after the last step"
                );
    }

    private Drift? EndingDifference(IReadOnlyList<ProcessEnding> actual) =>
        TraceDifference.Between(_recorded.Endings, OldNames.In(actual, _recorded.Endings, _format));

    private Drift? OtherKind()
    {
        foreach (var other in ViolationDescription.All.Where(each => each.IsSeenInState))
        {
            using var test = new ViolationTest(_model, other.Kind, _recorded.Property, _settings);
            if (test.FailsAt(_walker))
            {
                return new Drift(null, "kind", Word(_recorded.Kind), other.Word);
            }
        }

        return null;
    }

    private static string Word(ViolationKind? kind) =>
        kind is { } failing ? ViolationDescription.Of(failing).Word : ViolationKindConverter.None;
}
