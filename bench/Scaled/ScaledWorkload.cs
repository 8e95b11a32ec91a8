using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Scaled;

/// <summary>
/// The scaled workload: one producer hands out N tokens through one cell, K consumers compete for each.
/// </summary>
/// <remarks>
/// One shared access a step. The consumer's exchange is a load and a compare-exchange that is retried.
/// </remarks>
internal sealed class ScaledWorkload
{
    private const ulong Token = 0x12345678;

    private readonly int _experiments;
    private readonly Word _cell = new("cell", size: 4);
    private readonly Word _stop = new("stop", size: 1);
    private readonly Word _produced = new("count0");
    private readonly Word[] _received;

    public ScaledWorkload(int experiments, int consumers)
    {
        _experiments = experiments;
        _received = [.. Enumerable.Range(1, consumers).Select(i => new Word($"count{i}"))];
        Model = new SystemModel("scaled");
        Model.Process("cpu0", Producer);
        for (int i = 0; i < consumers; i++)
        {
            var counter = _received[i];
            Model.Process($"cpu{i + 1}", () => Consumer(counter));
        }

        Model.Always("each token is received at most once", NoDuplicate);
    }

    public SystemModel Model { get; }

    private async Step Producer()
    {
        for (ulong i = 1; i <= (ulong)_experiments; i++)
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
                await counter.Store(await counter.Load() + 1);
            }
        }
    }

    private async Step<ulong> TakeToken()
    {
        while (true)
        {
            ulong seen = await _cell.Load();
            if (await _cell.CompareExchange(seen, 0) == seen)
            {
                return seen;
            }
        }
    }

    private Operation<Nothing> Received(ulong tokens) =>
        Wait.Until(states => Sum(states) == tokens, $"received = {tokens}", _received);

    private bool NoDuplicate(StateView states)
    {
        ulong sum = Sum(states);
        ulong produced = states.Of(_produced);
        return sum <= produced
            || (sum == produced + 1 && states.Pending("cpu0") is { } next && next == _produced.Store(produced + 1));
    }

    private ulong Sum(StateView states)
    {
        ulong sum = 0;
        foreach (var counter in _received)
        {
            sum += states.Of(counter);
        }

        return sum;
    }
}
