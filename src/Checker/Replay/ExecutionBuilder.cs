using Checker.Exploration;
using Checker.Traces;
using Model.Systems;

namespace Checker.Replay;

/// <summary>Runs a trace again and notes the states that it passes through.</summary>
internal sealed class ExecutionBuilder
{
    // A trap's states may be many; a reader follows no longer way round than this.
    private const int LongestRound = 1000;

    private readonly TraceModel _model;
    private readonly TraceBuilder _teller;

    /// <param name="model">The model that the traces are of.</param>
    public ExecutionBuilder(SystemModel model)
        : this(new TraceModel(model)) { }

    /// <param name="model">The model that the traces are of.</param>
    public ExecutionBuilder(TraceModel model)
    {
        _model = model;
        _teller = new TraceBuilder(_model.Composition);
    }

    /// <summary>
    /// The states of a trace that replays exactly and, when it ends in a trap, what happens there for ever.
    /// </summary>
    public Execution Tell(Trace trace)
    {
        using var walker = new StateCursor(_model.Composition);
        var looks = new List<Look> { LookFrom(walker) };
        foreach (var step in _model.ScheduleOf(trace.AllSteps))
        {
            walker.TryTake(step);
            looks.Add(LookFrom(walker));
        }

        int end = looks.Count;
        bool isForEver = trace.Kind is { } kind && ViolationDescription.Of(kind).IsForEver;
        var (round, start) = isForEver ? GoRound(walker, looks) : ([], 0);
        return new Execution(
            trace,
            [.. _model.Composition.Objects.SelectMany(target => target.Target.Parts)],
            [.. looks.Take(end).Select(Told)]
        )
        {
            Round = round,
            RoundStates = round.Count == 0 ? [] : [.. looks.Skip(end).Select(Told)],
            RoundStart = start,
        };
    }

    // The processes take turns, so that whoever can step does; a finite state space brings them back to where they
    // were.
    private (IReadOnlyList<TraceStep> Steps, int Start) GoRound(StateCursor walker, List<Look> looks)
    {
        var steps = new List<TraceStep>();
        int first = looks.Count - 1;
        var turns = new List<int> { 0 };
        for (int turn = 0; steps.Count < LongestRound && walker.EnabledCount > 0;)
        {
            var next = NextInTurn(walker, turn);
            turn = (next.Process + 1) % _model.Composition.Processes.Count;
            steps.Add(_teller.Tell(walker, next, looks.Count));
            var look = LookFrom(walker);
            for (int before = first; before < looks.Count; before++)
            {
                if (turns[before - first] == turn && looks[before].IsSame(look))
                {
                    return (steps, before);
                }
            }

            looks.Add(look);
            turns.Add(turn);
        }

        return ([], 0);
    }

    private static ScheduleStep NextInTurn(StateCursor walker, int turn)
    {
        for (int i = 0; i < walker.EnabledCount; i++)
        {
            if (walker.Enabled(i).Process >= turn)
            {
                return walker.Enabled(i);
            }
        }

        return walker.Enabled(0);
    }

    private Look LookFrom(StateCursor walker) =>
        new(walker.Values(), _teller.Endings(walker));

    // An object that had not been touched yet was in its initial state, whose number is 0.
    private ExecutionState Told(Look look) =>
        new(
            [
                .. _model.Composition.Objects.SelectMany(
                    (target, number) =>
                    {
                        object state = target[look.ValueOf(_model.Composition.Processes.Count + number)];
                        return target.Target.Parts.Select(part => part.Of(state));
                    }
                ),
            ],
            look.Processes
        );

    private sealed record Look(int[] Slots, IReadOnlyList<ProcessEnding> Processes)
    {
        public int ValueOf(int slot) => slot < Slots.Length ? Slots[slot] : 0;

        public bool IsSame(Look other) =>
            Enumerable
                .Range(0, Math.Max(Slots.Length, other.Slots.Length))
                .All(slot => ValueOf(slot) == other.ValueOf(slot));
    }
}
