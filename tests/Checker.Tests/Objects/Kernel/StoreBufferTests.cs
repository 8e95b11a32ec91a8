using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects.Kernel;

public sealed class StoreBufferTests
{
    private static SystemModel StoreBuffering(bool firstFences, bool secondFences, bool locked = false)
    {
        var x = new Word("x");
        var y = new Word("y");
        var seenX = new Word("seen_x", 9);
        var seenY = new Word("seen_y", 9);
        var buffers = new[] { new StoreBuffer("buffer0", 1, x, y), new StoreBuffer("buffer1", 1, x, y) };
        async Step Run(StoreBuffer buffer, Word mine, Word other, Word seen, bool fences)
        {
            if (locked)
            {
                await buffer.Modify(mine, WordFunction.Or, 1);
            }
            else
            {
                await buffer.Store(mine, 1);
            }

            if (fences)
            {
                await buffer.Fence();
            }

            await seen.Store(await buffer.Load(other));
        }

        return new SystemModel("store buffering")
            .Process("cpu0", () => Run(buffers[0], x, y, seenY, firstFences))
            .Process("cpu1", () => Run(buffers[1], y, x, seenX, secondFences))
            .Background("drain0", buffers[0].Drain)
            .Background("drain1", buffers[1].Drain)
            .Observe(seenX, seenY)
            .Always("seen_x != 0 || seen_y != 0");
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void Both_fences_are_needed_to_forbid_that_both_miss_the_others_store(bool first, bool second, bool holds) =>
        Assert.Equal(
            [holds ? "holds" : "invariant: seen_x != 0 || seen_y != 0"],
            Kernels.Judge(StoreBuffering(first, second))
        );

    [Fact]
    public void A_locked_instruction_is_a_fence() =>
        Assert.Equal(["holds"], Kernels.Judge(StoreBuffering(false, false, locked: true)));

    [Fact]
    public void A_processor_sees_its_own_newest_store_and_others_see_stores_in_order()
    {
        var x = new Word("x");
        var y = new Word("y");
        var buffer = new StoreBuffer("buffer", 2, x, y);
        async Step Write()
        {
            await buffer.Store(x, 1);
            await buffer.Store(y, 1);
            Claim.That(await buffer.Load(x) == 1, "a store is forwarded");
            await buffer.Store(x, 2);
            Claim.That(await buffer.Load(x) == 2, "the newest store is forwarded");
            Claim.That(await buffer.CompareExchange(x, 2, 3) == 2, "a locked instruction finds the store in memory");
        }

        async Step Read()
        {
            ulong late = await y.Load();
            ulong early = await x.Load();
            Claim.That(late <= early, "stores become visible in order");
        }

        var model = new SystemModel("order")
            .Process("writer", Write)
            .Process("reader", Read)
            .Background("drain", buffer.Drain);
        Assert.Equal(["holds"], Kernels.Judge(model));
    }

    [Fact]
    public void Of_several_stores_to_a_word_that_wait_the_newest_is_loaded_and_the_oldest_leaves_first()
    {
        var x = new Word("x");
        var buffer = new StoreBuffer("buffer", 3, x);
        async Step Write()
        {
            for (ulong value = 1; value <= 3; value++)
            {
                await buffer.Store(x, value);
                Claim.That(await buffer.Load(x) == value, "the newest store is forwarded");
            }
        }

        async Step Read()
        {
            ulong early = await x.Load();
            Claim.That(early <= await x.Load(), "stores become visible in order");
        }

        var model = new SystemModel("one word")
            .Process("writer", Write)
            .Process("reader", Read)
            .Background("drain", buffer.Drain);
        Assert.Equal(["holds"], Kernels.Judge(model));
    }
}
