using System.Collections;
using System.Diagnostics;
using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Checker.Properties;
using Checker.Replay;
using Checker.Traces;
using Model.Steps;
using Model.Systems;

namespace Checker;

/// <summary>One exploration of one model.</summary>
internal sealed class ExplorationSession
{
    private readonly ModelExploration _settings;
    private readonly Composition _composition;
    private readonly IReadOnlyList<CompiledProperty> _properties;
    private readonly PropertyMonitor _judge;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Growth? _growth;
    private bool _wasCut;

    public ExplorationSession(ModelExploration settings, BodyWatch watch)
    {
        _settings = settings;
        _properties = PropertyCompiler.Compile(settings.Model);
        _composition = new Composition(
            settings.Model,
            new AutomataOptions(watch)
            {
                Constraint = PropertyCompiler.Constraint(settings.Model),
                VerifyModel = settings.VerifyModel,
                MaximumLocalStates = settings.MaximumLocalStates,
                MaximumInstructions = settings.MaximumInstructions,
                IsOver = () => settings.Cancellation.IsCancellationRequested || _clock.Elapsed > settings.Timeout,
            }
        );
        _judge = new PropertyMonitor(_composition, _properties)
        {
            FinalStates = settings.FinalLook is { } look ? new FinalStates(_composition, look) : null,
        };
    }

    public ExplorationResult Search(SearchOrder order)
    {
        try
        {
            using var search = new ExhaustiveSearch(_composition, _judge, _settings.Settings(order));
            return Search(search);
        }
        catch (UnfinishedException unfinished)
        {
            // Not even the initial state could be stored.
            return Result(new SearchStatistics(0, 0, 0, 0) { StoppedBy = unfinished.Message }, [], []);
        }
    }

    private ExplorationResult Search(ExhaustiveSearch search)
    {
        SearchStatistics statistics;
        try
        {
            statistics = search.Run();
        }
        catch (Exception exception) when (exception is UnboundedLocalsException or EndlessStepException)
        {
            statistics = search.Statistics with { StoppedBy = exception.Message };
            (_wasCut, _growth) = (true, Growth.In(exception));
        }

        var violations = _judge
            .FailingStates.Select(failing =>
                Tell(failing.Kind, failing.Property, PathFinder.To(search, failing.State), null)
            )
            .ToList();
        var vacuous = new List<VacuityReason>();
        if (statistics.StoppedBy is null)
        {
            try
            {
                vacuous.AddRange(Vacuity.Reasons(search, _judge, _composition, _settings.Model));
                JudgeGoals(search, violations, vacuous);
                (statistics, _wasCut) = (
                    statistics with
                    {
                        StoppedBy = search.ModelLimit,
                    },
                    search.ModelLimit is not null
                );
            }
            catch (UnfinishedException unfinished)
            {
                statistics = statistics with { StoppedBy = unfinished.Message };
            }
        }

        return Result(statistics, violations, vacuous) with
        {
            FinalStates = TellFinalStates(search),
        };
    }

    public ExplorationResult Walk(IStrategy strategy, ulong seed, int walks, int length)
    {
        var schedules = new List<Schedule>();
        var walk = new RandomWalk(
            _composition,
            _judge,
            new RandomWalkSettings(strategy, seed, walks, length, _settings.Settings(SearchOrder.BreadthFirst))
        );
        SearchStatistics statistics;
        try
        {
            statistics = walk.Run(schedules.Add);
        }
        catch (Exception exception) when (exception is UnboundedLocalsException or EndlessStepException)
        {
            statistics = walk.Statistics with { StoppedBy = exception.Message };
            (_wasCut, _growth) = (true, Growth.In(exception));
        }

        var violations = _judge
            .FailingStates.Zip(schedules, (failing, schedule) => Tell(failing.Kind, failing.Property, schedule, null))
            .ToList();
        return Result(statistics, violations, []);
    }

    private void JudgeGoals(ExhaustiveSearch search, List<Violation> violations, List<VacuityReason> vacuous)
    {
        var goals = _properties.Where(property => property.Kind == PropertyKind.Goal).ToList();
        if (goals.Count == 0)
        {
            return;
        }

        using var analysis = new GoalAnalysis(search);
        foreach (var goal in goals)
        {
            var table = new PredicateTable(_composition, goal.Name, goal.Predicate);
            var trapped = analysis.Trapped(table);
            int trap = FirstSet(trapped);
            if (trap >= 0)
            {
                var ending = new TrapExplorer(search, _composition).Ending(trap);
                violations.Add(Tell(ViolationKind.Stuck, goal.Name, PathFinder.To(search, trap), ending));
            }
            else if (Vacuity.HoldsAtStart(search, table))
            {
                vacuous.Add(
                    new VacuityReason($"the goal '{goal.Name}' holds from the start")
                    {
                        Property = new NamedProperty(ViolationKind.Stuck, goal.Name),
                    }
                );
            }
        }
    }

    private IReadOnlyList<FinalState> TellFinalStates(ExhaustiveSearch search)
    {
        if (_judge.FinalStates is null)
        {
            return [];
        }

        return
        [
            .. _judge.FinalStates.First.Select(final => new FinalState(
                final.Key,
                _settings.TellsFinal?.Invoke(final.Key) == true
                    ? new TraceBuilder(_composition).Tell(
                        ViolationKind.Refinement,
                        final.Key,
                        PathFinder.To(search, final.Value)
                    )
                    : null
            )),
        ];
    }

    private ExplorationResult Result(
        SearchStatistics statistics,
        IReadOnlyList<Violation> violations,
        IReadOnlyList<VacuityReason> vacuous
    ) =>
        new()
        {
            Model = _settings.Model.Name,
            Verdict =
                violations.Count > 0 ? Verdict.Violated
                : statistics.StoppedBy is not null ? Verdict.Bounded
                : vacuous.Count > 0 ? Verdict.Vacuous
                : Verdict.Holds,
            Exhaustive = statistics.StoppedBy is null,
            StoppedBy = statistics.StoppedBy,
            Within = _composition.Constraint?.Name,
            Growth =
                statistics.StoppedBy is null ? null
                : _wasCut ? _growth
                : Growth.Of(_composition),
            Untested = vacuous,
            Violations = [.. violations.OrderBy(violation => violation.Trace.Steps.Count)],
            States = statistics.States,
            Transitions = statistics.Transitions,
            Depth = statistics.Depth,
            Bytes = statistics.Bytes,
            LocalRuns = _composition.Runs,
            Elapsed = _clock.Elapsed,
        };

    private Violation Tell(ViolationKind kind, string property, Schedule schedule, TrapEnding? ending) =>
        new(kind, property, new TraceBuilder(_composition).Tell(kind, property, schedule, ending));

    private static int FirstSet(BitArray bits)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i])
            {
                return i;
            }
        }

        return -1;
    }
}
