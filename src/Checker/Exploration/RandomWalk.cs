using Checker.Automata;
using Model.Steps;

namespace Checker.Exploration;

/// <summary>
/// Walks from the initial state, each step chosen by a strategy: for state spaces too large to explore. It proves
/// nothing.
/// </summary>
internal sealed unsafe class RandomWalk
{
    private readonly Composition _composition;
    private readonly PropertyMonitor _judge;
    private readonly RandomWalkSettings _settings;
    private long _states;
    private long _transitions;
    private int _depth;

    public RandomWalk(Composition composition, PropertyMonitor judge, RandomWalkSettings settings)
    {
        _composition = composition;
        _judge = judge;
        _settings = settings;
    }

    /// <summary>What was walked so far.</summary>
    public SearchStatistics Statistics => new(_states, _transitions, _depth, 0);

    /// <summary>Walks as often as the settings say, or until a limit or, when asked for, the first violation.</summary>
    /// <param name="found">Called with the schedule for every failing state of the judge, in their order.</param>
    public SearchStatistics Run(Action<Schedule> found)
    {
        using var walker = new StateCursor(_composition);
        var watch = new LimitWatch(_settings.Search);
        string stoppedBy =
            $"{_settings.Strategy.Walks} prove nothing (seed {_settings.Seed}, {_settings.Walks} walks of at most "
            + $"{_settings.Length} steps)";
        for (int walk = 0; walk < _settings.Walks; walk++)
        {
            var steps = new List<ScheduleStep>();
            walker.Restart();
            while (true)
            {
                _states++;
                int told = _judge.FailingStates.Count;
                Judge(walker, steps);
                for (; told < _judge.FailingStates.Count; told++)
                {
                    found(new Schedule(Sequence<ScheduleStep>.Of([.. steps])));
                }

                if (walker.EnabledCount == 0 || steps.Count >= _settings.Length)
                {
                    break;
                }

                int choice = _settings.Strategy.Choose(walker, steps.Count);
                steps.Add(walker.Enabled(choice));
                walker.Take(choice);
                _transitions++;
            }

            _depth = Math.Max(_depth, steps.Count);
            string? limit = watch.Look(_states, _transitions, _depth, waiting: 0, bytes: 0);
            if (_settings.Search.StopAtFirst && _judge.FailingStates.Count > 0)
            {
                stoppedBy = "the first violation";
                break;
            }

            if (limit is not null || _states > _settings.Search.Limits.States)
            {
                break;
            }
        }

        return Statistics with
        {
            StoppedBy = stoppedBy,
        };
    }

    private void Judge(StateCursor walker, List<ScheduleStep> steps)
    {
        _judge.Judge(walker.Layout, walker.State, steps.Count);
        if (walker.HasFailed)
        {
            _judge.NoteFailure(walker.Layout, walker.State, steps[^1].Process, steps.Count);
        }
        else if (walker.IsAtEnd)
        {
            _judge.NoteStop(walker.Layout, walker.State, steps.Count);
        }
    }
}

/// <summary>How random walks run.</summary>
/// <param name="Strategy">Chooses the steps; no other walks may use it.</param>
/// <param name="Seed">What the strategy's choices depend on.</param>
/// <param name="Walks">Number of walks.</param>
/// <param name="Length">Steps of a walk at most.</param>
/// <param name="Search">What is common to all searches.</param>
internal sealed record RandomWalkSettings(
    IStrategy Strategy,
    ulong Seed,
    int Walks,
    int Length,
    SearchSettings Search
);

/// <summary>
/// The SplitMix64 generator (Steele, Lea, Flood 2014): the same seed gives the same numbers everywhere.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)((UInt128)Next() * (ulong)bound >> 64);

    private ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
