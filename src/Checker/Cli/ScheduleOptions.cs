using System.CommandLine;
using Checker.Coyote.Schedules;
using Checker.Exploration;
using Model.Input;

namespace Checker.Cli;

/// <summary>The options that say which schedules Coyote tries.</summary>
internal sealed class ScheduleOptions
{
    // Enough for every scenario of the catalogue; a larger state space leaves a suspicion undecided.
    private const long MostStatesToConfirm = 20_000_000;
    private const int LongestLength = 1_000_000;

    private readonly Option<string> _strategy;
    private readonly Option<long?> _bound = NumberOption.Whole(
        "--bound",
        "N",
        "prioritization: priority changes, delay-bounding: delays [default: 10]; probabilistic: a switch has a "
            + "chance of one in 2^N [default: 3]",
        1,
        1000
    );
    private readonly Option<bool> _fair = new("--fair")
    {
        Description =
            "prioritization, delay-bounding: choose at random in the second half of a schedule, so that goals are "
            + "judged too",
    };
    private readonly Option<long?> _schedules;
    private readonly Option<long?>? _seed;
    private readonly Option<long?> _length;
    private readonly Option<long?> _temperature = NumberOption.Whole(
        "--temperature",
        "N",
        "scheduling decisions after which Coyote suspects a goal to be out of reach [default: 1000]",
        1,
        1_000_000
    );
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool>? _first;
    private readonly string _defaultStrategy;
    private readonly long _defaultSchedules;

    /// <summary>The options of a command of Coyote's own, which tries one seed after the other.</summary>
    public ScheduleOptions()
    {
        (_defaultStrategy, _defaultSchedules) = ("portfolio", 200);
        _strategy = new Option<string>("--strategy")
        {
            HelpName = string.Join('|', Strategy.Names),
            Description = $"how Coyote chooses who goes on [default: {_defaultStrategy}]",
        };
        _schedules = Schedules(_defaultSchedules);
        _length = NumberOption.Whole("--length", "N", "steps of a schedule at most [default: 1000]", 1, LongestLength);
        _timeout = NumberOption.Seconds("--timeout", "S", "stop after this many seconds");
    }

    /// <summary>The options of a command that can do without Coyote.</summary>
    /// <param name="other">The options of the other engine; some are for either.</param>
    public ScheduleOptions(ExplorationOptions other)
    {
        (_defaultStrategy, _defaultSchedules) = ("random", 1000);
        (_strategy, _seed, _length, _timeout) = (other.Strategy, other.Seed, other.Length, other.Timeout);
        _schedules = Schedules(_defaultSchedules);
        _first = other.First;
    }

    private static Option<long?> Schedules(long otherwise) =>
        NumberOption.Whole(
            "--schedules",
            "N",
            FormattableString.Invariant($"schedules of Coyote at most [default: {otherwise}]"),
            1,
            CoyoteSettings.MostSchedules
        );

    /// <summary>How every reachable state is searched to decide on a suspicion.</summary>
    public static SearchSettings Confirming(CancellationToken cancellation) =>
        new() { Limits = new Limits(MostStatesToConfirm), Cancellation = cancellation };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Own.Concat(_first is not null ? [] : (Option[])[_strategy, _length, _timeout]))
        {
            command.Add(option);
        }
    }

    /// <summary>An option that is given although Coyote is not asked for; <c>null</c> when there is none.</summary>
    public Option? Stray(ParseResult parsed) =>
        Own.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>What the user asked for.</summary>
    /// <exception cref="InputException">The options do not go together.</exception>
    public CoyoteSettings Settings(ParseResult parsed) =>
        new()
        {
            Strategy = Strategy.Of(
                parsed.GetValue(_strategy) ?? _defaultStrategy,
                (uint?)parsed.GetValue(_bound),
                parsed.GetValue(_fair)
            ),
            Schedules = (int)(parsed.GetValue(_schedules) ?? _defaultSchedules),
            Seed = _seed is null ? 1 : Whole(parsed, _seed, 0, CoyoteSettings.LastSeed, 1),
            Length = Whole(parsed, _length, 1, LongestLength, 1000),
            Temperature = (int)(parsed.GetValue(_temperature) ?? 1000),
            StopAtFirst = _first is not null && parsed.GetValue(_first),
        };

    private Option[] Own => [_bound, _fair, _schedules, _temperature];

    // Options that both engines have allow what either of them does.
    private static int Whole(ParseResult parsed, Option<long?> option, int least, int most, int otherwise)
    {
        long number = parsed.GetValue(option) ?? otherwise;
        return number >= least && number <= most
            ? (int)number
            : throw new InputException(
                FormattableString.Invariant(
                    $"{option.Name} cannot be '{number}'; expected a whole number in {least}..{most} "
                )
                    + "with --engine coyote"
            );
    }

    /// <summary>Runs something that the user, or the time limit, may end.</summary>
    public T Limited<T>(ParseResult parsed, Func<CancellationToken, T> run, CancellationToken interrupt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (parsed.GetValue(_timeout) is { } time)
        {
            limit.CancelAfter(time);
        }

        return run(limit.Token);
    }
}
