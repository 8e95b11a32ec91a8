using System.CommandLine;
using Checker.Cli;
using Checker.Exploration;
using Coyote.Schedules;

namespace Coyote.Cli;

/// <summary>The options that say which schedules Coyote tries.</summary>
internal sealed class ScheduleOptions
{
    // Enough for every scenario of the catalogue; a larger state space leaves a suspicion undecided.
    private const long MostStatesToConfirm = 20_000_000;

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
    private readonly Option<long?> _seed = NumberOption.Whole(
        "--seed",
        "N",
        "decides every choice; runs with different seeds share no schedule [default: 1]",
        0,
        CoyoteSettings.LastSeed
    );
    private readonly Option<long?> _length = NumberOption.Whole(
        "--length",
        "N",
        "steps of a schedule at most [default: 1000]",
        1,
        1_000_000
    );
    private readonly Option<long?> _temperature = NumberOption.Whole(
        "--temperature",
        "N",
        "scheduling decisions after which Coyote suspects a goal to be out of reach [default: 1000]",
        1,
        1_000_000
    );
    private readonly Option<TimeSpan?> _timeout = NumberOption.Seconds(
        "--timeout",
        "S",
        "stop after this many seconds"
    );
    private readonly string _defaultStrategy;
    private readonly long _defaultSchedules;

    /// <param name="defaultStrategy">The strategy when the user does not say.</param>
    /// <param name="defaultSchedules">Schedules when the user does not say.</param>
    public ScheduleOptions(string defaultStrategy, long defaultSchedules)
    {
        _defaultStrategy = defaultStrategy;
        _defaultSchedules = defaultSchedules;
        _strategy = new Option<string>("--strategy")
        {
            HelpName = string.Join('|', Strategy.Names),
            Description = $"how Coyote chooses who goes on [default: {defaultStrategy}]",
        };
        _schedules = NumberOption.Whole(
            "--schedules",
            "N",
            FormattableString.Invariant($"schedules at most [default: {defaultSchedules}]"),
            1,
            CoyoteSettings.MostSchedules
        );
    }

    /// <summary>How every reachable state is searched to decide on a suspicion.</summary>
    public static SearchSettings Confirming(CancellationToken cancellation) =>
        new() { Limits = new Limits(MostStatesToConfirm), Cancellation = cancellation };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withSeed">Whether the user chooses the seed.</param>
    public void AddTo(Command command, bool withSeed = true)
    {
        Option[] options =
        [
            _strategy,
            _bound,
            _fair,
            _schedules,
            .. withSeed ? [_seed] : Array.Empty<Option>(),
            _length,
            _temperature,
            _timeout,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>What the user asked for.</summary>
    /// <exception cref="Model.Input.InputException">The options do not go together.</exception>
    public CoyoteSettings Settings(ParseResult parsed) =>
        new()
        {
            Strategy = Strategy.Of(
                parsed.GetValue(_strategy) ?? _defaultStrategy,
                (uint?)parsed.GetValue(_bound),
                parsed.GetValue(_fair)
            ),
            Schedules = (int)(parsed.GetValue(_schedules) ?? _defaultSchedules),
            Seed = (int)(parsed.GetValue(_seed) ?? 1),
            Length = (int)(parsed.GetValue(_length) ?? 1000),
            Temperature = (int)(parsed.GetValue(_temperature) ?? 1000),
        };

    /// <summary>Runs something that the user, or the time limit, may end.</summary>
    public T Limited<T>(ParseResult parsed, CancellationToken interrupt, Func<CancellationToken, T> run)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (parsed.GetValue(_timeout) is { } time)
        {
            limit.CancelAfter(time);
        }

        return run(limit.Token);
    }
}
