using Model.Objects;
using Model.Steps;

namespace Checker.Tests.Scenarios;

internal sealed class TokenWorld(bool atomic, bool writesAlways, int tokens)
{
    public Word Cell { get; } = new("cell", 0, 4);

    public Word Given { get; } = new("given");

    public Word Done { get; } = new("done");

    public Word Taken1 { get; } = new("taken1");

    public Word Taken2 { get; } = new("taken2");

    public async Step Produce()
    {
        for (int i = 1; i <= tokens; i++)
        {
            await Given.Store((ulong)i);
            await Cell.Store(0x41).From(new Source("", 0x100, "mov [cell],41h"));
            while (await Done.Load().From(new Source("wait_done", 0x105, "cmp [done],eax")) < (ulong)i) { }
        }
    }

    public async Step Consume(Word taken)
    {
        while (true)
        {
            ulong seen = await Exchange();
            if (seen != 0)
            {
                Narration.Note("token taken");
                await taken.FetchAdd(1);
                await Done.FetchAdd(1);
            }
        }
    }

    private async Step<ulong> Exchange()
    {
        if (atomic)
        {
            return await Cell.Exchange(0).From(new Source("", 0x200, "xchg [cell],eax"));
        }

        ulong seen = await Cell.Load().From(new Source("emulate_read", 0x200, "xchg [cell],eax"));
        if (writesAlways || seen != 0)
        {
            await Cell.Store(0).In("emulate_write");
        }

        return seen;
    }
}
