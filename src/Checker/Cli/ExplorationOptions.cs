using System.CommandLine;
using Model.Input;

namespace Checker.Cli;

/// <summary>The options that say how a model is explored.</summary>
internal sealed class ExplorationOptions
{
    private const long DefaultSeed = 1;
    private const long DefaultWalks = 1000;
    private const long DefaultLength = 10_000;
    private const long DefaultDepth = 3;

    private readonly Option<long?> _workers = NumberOption.Whole(
        "--workers",
        "N",
        "number of worker threads; the result does not depend on it [default: 1]",
        1,
        64
    );
    private readonly Option<long?> _states = NumberOption.Whole(
        "--max-states",
        "N",
        "stop after this many states",
        1,
        long.MaxValue
    );
    private readonly Option<long?> _memory = NumberOption.Whole(
        "--max-memory",
        "MB",
        "stop when the exploration needs this much memory [default: three quarters of the machine's]",
        1,
        1L << 30
    );
    private readonly Option<long?> _locals = NumberOption.Whole(
        "--max-locals",
        "N",
        "local states beyond which a process counts as growing without bound [default: 1048576]",
        1,
        int.MaxValue
    );
    private readonly Option<long?> _instructions = NumberOption.Whole(
        "--max-instructions",
        "N",
        "instructions that a CPU may run without an access to shared memory [default: 10000000]",
        1,
        long.MaxValue
    );
    private readonly Option<TimeSpan?> _timeout = NumberOption.Seconds(
        "--timeout",
        "S",
        "stop after this many seconds"
    );
    private readonly Exploring[] _strategies;
    private readonly Option<string> _strategy;

    private readonly Option<long?> _seed = NumberOption.Whole(
        "--seed",
        "N",
        "decides every choice of random walks [default: 1]",
        0,
        long.MaxValue
    );
    private readonly Option<long?> _walks = NumberOption.Whole(
        "--walks",
        "N",
        "number of random walks [default: 1000]",
        1,
        int.MaxValue
    );
    private readonly Option<long?> _length = NumberOption.Whole(
        "--length",
        "N",
        "maximum number of steps of a random walk [default: 10000]",
        1,
        int.MaxValue
    );
    private readonly Option<long?> _depth = NumberOption.Whole(
        "--pct-depth",
        "N",
        "how many ordering constraints make the bugs happen that pct looks for [default: 3]",
        1,
        100
    );
    private readonly Option<bool> _first = new("--first") { Description = "stop at the first violation" };
    private readonly Option<bool> _verifyModel = new("--verify-model")
    {
        Description = "run every local step twice, to catch process bodies that are not deterministic",
    };

    /// <param name="others">Strategies of another engine, in words; empty where there is none.</param>
    public ExplorationOptions(string others = "")
    {
        _strategies =
        [
            new("bfs", "every state, shortest traces", false, (exploration, _) => exploration.Exhaustively()),
            new("dfs", "every state, newest first", false, (exploration, _) => exploration.DepthFirst()),
            new(
                "random",
                "walks that prove nothing",
                true,
                (exploration, parsed) => exploration.ByRandomWalks(SeedOf(parsed), Walks(parsed), LengthOf(parsed))
            ),
            new(
                "pct",
                "such walks by random priorities of processes",
                true,
                (exploration, parsed) =>
                    exploration.ByPct(SeedOf(parsed), Depth(parsed), Walks(parsed), LengthOf(parsed))
            ),
            new(
                "pos",
                "such walks by random priorities of operations",
                true,
                (exploration, parsed) => exploration.ByPos(SeedOf(parsed), Walks(parsed), LengthOf(parsed))
            ),
        ];
        _strategy = new Option<string>("--strategy")
        {
            HelpName = string.Join('|', _strategies.Select(strategy => strategy.Name)),
            Description =
                string.Join("; ", _strategies.Select(strategy => $"{strategy.Name}: {strategy.Meaning}"))
                + $" [default: {_strategies[0].Name}]{others}",
        };
    }

    /// <summary>How to choose who goes on.</summary>
    public Option<string> Strategy => _strategy;

    /// <summary>What decides random choices.</summary>
    public Option<long?> Seed => _seed;

    /// <summary>How many steps at most.</summary>
    public Option<long?> Length => _length;

    /// <summary>When to stop.</summary>
    public Option<TimeSpan?> Timeout => _timeout;

    /// <summary>Whether to stop at the first violation.</summary>
    public Option<bool> First => _first;

    /// <summary>
    /// An option that is given although another engine explores; <c>null</c> when there is none.
    /// </summary>
    public Option? Stray(ParseResult parsed) =>
        Array.Find(
            [_workers, _states, _memory, _locals, _instructions, _walks, _depth, _verifyModel],
            (Option option) => parsed.GetResult(option) is { Implicit: false }
        );

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                _workers,
                _states,
                _memory,
                _locals,
                _instructions,
                _timeout,
                _strategy,
                _seed,
                _walks,
                _length,
                _depth,
                _first,
                _verifyModel,
            }
        )
        {
            command.Add(option);
        }
    }

    /// <summary>Makes ready what the options ask for; call the result to explore.</summary>
    /// <exception cref="InputException">The options do not go together.</exception>
    public Func<ModelExploration, ExplorationResult> Explorer(ParseResult parsed, TextWriter messages)
    {
        string name = parsed.GetValue(_strategy) ?? _strategies[0].Name;
        string[] names = [.. _strategies.Select(each => each.Name)];
        var strategy =
            Array.Find(_strategies, each => each.Name == name)
            ?? throw new InputException(
                $"--strategy cannot be '{name}'; expected one of {string.Join(", ", names)}",
                NearestName.Of(name, names) is { } near ? $"did you mean {near}?" : ""
            );
        if (!strategy.IsRandom && Array.Find([_seed, _walks, _length], IsGiven) is { } stray)
        {
            throw new InputException($"{stray.Name} is for random walks only", "add --strategy random");
        }

        if (name != "pct" && IsGiven(_depth))
        {
            throw new InputException($"{_depth.Name} is for pct walks only", "add --strategy pct");
        }

        return exploration =>
        {
            if (strategy.IsRandom)
            {
                messages.WriteLine(FormattableString.Invariant($"{name} walks with seed {SeedOf(parsed)}"));
            }

            return strategy.Explore(Limited(exploration, parsed), parsed);
        };

        bool IsGiven(Option<long?> option) => parsed.GetResult(option) is { Implicit: false };
    }

    private ModelExploration Limited(ModelExploration exploration, ParseResult parsed) =>
        exploration with
        {
            Workers = (int?)parsed.GetValue(_workers) ?? exploration.Workers,
            MaximumStates = parsed.GetValue(_states) ?? exploration.MaximumStates,
            MaximumBytes = parsed.GetValue(_memory) << 20 ?? exploration.MaximumBytes,
            MaximumLocalStates = (int?)parsed.GetValue(_locals) ?? exploration.MaximumLocalStates,
            MaximumInstructions = parsed.GetValue(_instructions) ?? exploration.MaximumInstructions,
            Timeout = parsed.GetValue(_timeout),
            StopAtFirst = parsed.GetValue(_first),
            VerifyModel = parsed.GetValue(_verifyModel),
        };

    private ulong SeedOf(ParseResult parsed) => (ulong)(parsed.GetValue(_seed) ?? DefaultSeed);

    private int Walks(ParseResult parsed) => (int)(parsed.GetValue(_walks) ?? DefaultWalks);

    private int LengthOf(ParseResult parsed) => (int)(parsed.GetValue(_length) ?? DefaultLength);

    private int Depth(ParseResult parsed) => (int)(parsed.GetValue(_depth) ?? DefaultDepth);

    private sealed record Exploring(
        string Name,
        string Meaning,
        bool IsRandom,
        Func<ModelExploration, ParseResult, ExplorationResult> Explore
    );
}
