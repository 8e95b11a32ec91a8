using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Models.Workload;

/// <summary>
/// One producer hands out N tokens through one cell, K consumers compete for each. One shared access a step.
/// </summary>
public sealed class TokenWorkload
{
    private const ulong Token = 0x12345678;

    private readonly WriteBack _writeBack;
    private readonly int _tokens;
    private readonly Word _cell = new("cell", size: 4);
    private readonly Word _stop = new("stop", size: 1);
    private readonly Word _produced = new("count0");
    private readonly Word[] _received;

    private TokenWorkload(WriteBack writeBack, int consumers, int tokens)
    {
        _writeBack = writeBack;
        _tokens = tokens;
        _received = [.. Enumerable.Range(1, consumers).Select(i => new Word($"count{i}"))];
    }

    /// <summary>
    /// Counts on which SPIN without reduction, Rumur, TLC, Stateright and a handwritten search agree.
    /// </summary>
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        Retry(2, 1, 185, 465, 13),
        Retry(2, 2, 454),
        Retry(2, 3, 832, 2_178, 29),
        Retry(2, 4, 1_319, 3_477, 37),
        Retry(2, 5, 1_915),
        Retry(2, 6, 2_620, 6_960, 53),
        Retry(3, 1, 1_079, 3_661, 15),
        Retry(3, 3, 7_476, 26_446, 31),
        Retry(3, 6, 35_759, 128_681, 55),
        Retry(4, 1, 5_921, 25_137, 17),
        Retry(4, 3, 57_697, 255_709, 33),
        Retry(4, 4, 122_702, 548_758, 41),
        Retry(4, 6, 395_236, 1_787_012, 57),
        Retry(5, 1, 31_431, 159_377, 19),
        Retry(5, 3, 405_471, 2_148_787, 35),
        Retry(5, 4, 967_891, 5_181_847, 43),
        .. Series(WriteBack.IgnoreFailure, ["Invariant 11"], 288, 989, 2_355, 4_580, 7_722, 11_781),
        .. Series(WriteBack.Split, ["Invariant 11"], 318, 1_079, 2_535, 4_880, 8_172, 12_411),
        .. Series(WriteBack.Atomic, [], 70, 163, 292, 457, 658, 895),
    ];

    public static SystemModel Build(WriteBack writeBack, int consumers, int tokens)
    {
        var workload = new TokenWorkload(writeBack, consumers, tokens);
        var model = new SystemModel($"tokens {writeBack} K={consumers} N={tokens}").Process("cpu0", workload.Producer);
        for (int i = 0; i < consumers; i++)
        {
            var counter = workload._received[i];
            model.Process($"cpu{i + 1}", () => workload.Consumer(counter));
        }

        return model.Always("each token is received at most once", workload.IsWithoutDuplicate);
    }

    private static PublishedModel Retry(
        int consumers,
        int tokens,
        long states,
        long? transitions = null,
        int? depth = null
    ) =>
        new(
            $"tokens Retry K={consumers} N={tokens}",
            () => Build(WriteBack.Retry, consumers, tokens),
            states,
            transitions,
            depth
        );

    private static IEnumerable<PublishedModel> Series(WriteBack writeBack, string[] violations, params long[] states) =>
        states.Select(
            (count, i) =>
                new PublishedModel($"tokens {writeBack} K=2 N={i + 1}", () => Build(writeBack, 2, i + 1), count)
                {
                    Violations = violations,
                }
        );

    private async Step Producer()
    {
        for (ulong i = 1; i <= (ulong)_tokens; i++)
        {
            await _cell.Store(Token);
            await _produced.Store(i);
            await Received(i);
        }

        await _stop.Store(1);
    }

    private async Step Consumer(Word counter)
    {
        while (await _stop.Load() == 0)
        {
            if (await TakeToken() == Token)
            {
                ulong count = await counter.Load();
                await counter.Store(count + 1);
            }
        }
    }

    private async Step<ulong> TakeToken()
    {
        if (_writeBack == WriteBack.Atomic)
        {
            return await _cell.Exchange(0);
        }

        while (true)
        {
            ulong seen = await _cell.Load();
            switch (_writeBack)
            {
                case WriteBack.Split:
                    await _cell.Store(0);
                    return seen;
                case WriteBack.IgnoreFailure:
                    await _cell.CompareExchange(seen, 0);
                    return seen;
                default:
                    if (await _cell.CompareExchange(seen, 0) == seen)
                    {
                        return seen;
                    }

                    break;
            }
        }
    }

    private Operation<Nothing> Received(ulong tokens) =>
        Wait.Until(states => Sum(states) == tokens, $"received = {tokens}", _received);

    // The producer counts a token one step after it has put it into the cell.
    private bool IsWithoutDuplicate(StateView states)
    {
        ulong sum = Sum(states);
        ulong produced = states.Of(_produced);
        return sum <= produced
            || (sum == produced + 1 && states.Pending("cpu0") is { } next && next == _produced.Store(produced + 1));
    }

    private ulong Sum(StateView states) => _received.Aggregate(0UL, (sum, counter) => sum + states.Of(counter));
}
