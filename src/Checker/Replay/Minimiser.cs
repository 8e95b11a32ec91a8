using Checker.Exploration;
using Checker.Traces;
using Model.Steps;
using Model.Systems;

namespace Checker.Replay;

/// <summary>
/// Makes a trace easier to read: fewer context switches first, then fewer steps; the same property fails in the same
/// way.
/// </summary>
internal sealed class Minimiser
{
    /// <summary>Pairs of state and process beyond which the exact search gives way to shrinking.</summary>
    public const int MostNodes = 2_000_000;

    private readonly TraceModel _model;
    private readonly SearchSettings _settings;

    /// <param name="model">The model that the traces are of.</param>
    /// <param name="settings">Limits for the exploration that a trace of kind <see cref="ViolationKind.Stuck"/>
    /// needs.</param>
    public Minimiser(SystemModel model, SearchSettings? settings = null)
    {
        _model = new TraceModel(model);
        _settings = settings ?? new SearchSettings();
    }

    /// <summary>Minimises a trace that replays exactly.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="mostNodes">See <see cref="MostNodes"/>.</param>
    /// <returns>The new trace, and whether no other has fewer context switches or, with as many, fewer steps.</returns>
    /// <exception cref="UnfinishedException">The exploration that the trace needs was cut.</exception>
    public (Trace Trace, bool IsLeast) Minimise(Trace trace, int mostNodes = MostNodes)
    {
        using var test = new ViolationTest(_model, trace.Kind, trace.Property, _settings);
        using var search = new ContextSwitchSearch(_model, test, _settings with { Limits = new Limits(mostNodes) });
        var least = search.Run();
        return (Tell(trace, least ?? Shrink(trace, test), test), least is not null);
    }

    private Schedule Shrink(Trace trace, ViolationTest test)
    {
        using var shrinker = new ScheduleShrinker(_model, test, _settings.Cancellation);
        return new Schedule(Sequence<ScheduleStep>.Of([.. shrinker.Shrink(_model.ScheduleOf(trace))]));
    }

    private Trace Tell(Trace trace, Schedule schedule, ViolationTest test)
    {
        using var walker = new StateCursor(_model.Composition);
        foreach (var step in schedule.Steps)
        {
            walker.TryTake(step);
        }

        return new TraceBuilder(_model.Composition).Tell(trace.Kind, trace.Property, schedule, test.Ending(walker));
    }
}
