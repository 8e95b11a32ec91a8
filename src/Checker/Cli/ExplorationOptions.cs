using System.CommandLine;
using Model.Input;

namespace Checker.Cli;

/// <summary>The options that say how a model is explored.</summary>
internal sealed class ExplorationOptions
{
    private const long DefaultSeed = 1;
    private const long DefaultWalks = 1000;
    private const long DefaultLength = 10_000;

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
    private readonly Option<string> _strategy = new("--strategy")
    {
        HelpName = "bfs|dfs|random",
        Description =
            "bfs: every state, shortest traces; dfs: every state, newest first; random: walks, which prove nothing "
            + "[default: bfs]",
    };

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
    private readonly Option<bool> _first = new("--first") { Description = "stop at the first violation" };
    private readonly Option<bool> _verifyModel = new("--verify-model")
    {
        Description = "run every local step twice, to catch process bodies that are not deterministic",
    };

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
        string strategy = parsed.GetValue(_strategy) ?? "bfs";
        Func<ModelExploration, ExplorationResult> run = strategy switch
        {
            "bfs" => exploration => exploration.Exhaustively(),
            "dfs" => exploration => exploration.DepthFirst(),
            "random" => exploration => Walk(exploration, parsed, messages),
            _ => throw new InputException(
                $"--strategy cannot be '{strategy}'; expected one of bfs, dfs, random",
                NearestName.Of(strategy, ["bfs", "dfs", "random"]) is { } near ? $"did you mean {near}?" : ""
            ),
        };
        var stray = new[] { _seed, _walks, _length }.FirstOrDefault(option => parsed.GetResult(option) is not null);
        return stray is not null && strategy != "random"
            ? throw new InputException($"{stray.Name} is for random walks only", "add --strategy random")
            : exploration => run(Limited(exploration, parsed));
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

    private ExplorationResult Walk(ModelExploration exploration, ParseResult parsed, TextWriter messages)
    {
        long seed = parsed.GetValue(_seed) ?? DefaultSeed;
        messages.WriteLine(FormattableString.Invariant($"random walks with seed {seed}"));
        return exploration.ByRandomWalks(
            (ulong)seed,
            (int)(parsed.GetValue(_walks) ?? DefaultWalks),
            (int)(parsed.GetValue(_length) ?? DefaultLength)
        );
    }
}
