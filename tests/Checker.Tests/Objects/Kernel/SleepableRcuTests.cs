using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects.Kernel;

public sealed class SleepableRcuTests
{
    private static SystemModel Replacement(bool synchronizes)
    {
        var section = new SleepableRcu("srcu");
        var slots = new RcuPointer<int>("slots", 10, section);
        async Step Read()
        {
            int index = await section.ReadLock();
            var seen = await slots.Dereference();
            await slots.Use(seen.Generation);
            await section.ReadUnlock(index);
        }

        async Step Replace()
        {
            var old = await slots.Assign(20);
            if (synchronizes)
            {
                await section.Synchronize("kvm_swap_active_memslots");
            }

            await slots.Free(old.Generation);
        }

        return Kernels.Of(Read, Read, Replace);
    }

    [Fact]
    public void A_structure_that_is_freed_after_a_grace_period_is_not_used() =>
        Assert.Equal(["holds"], Kernels.Judge(Replacement(synchronizes: true)));

    [Fact]
    public void A_structure_that_is_freed_at_once_is_used_after_that() =>
        Assert.Equal(
            ["assertion: slots is not used after it was freed"],
            Kernels.Judge(Replacement(synchronizes: false))
        );

    [Fact]
    public void New_readers_do_not_hold_up_a_grace_period()
    {
        var section = new SleepableRcu("srcu");
        var done = new Word("done");
        async Step Read()
        {
            while (await done.Load() == 0)
            {
                int index = await section.ReadLock();
                await section.ReadUnlock(index);
            }
        }

        async Step Synchronize()
        {
            await section.Synchronize();
            await section.Synchronize();
            await done.Store(1);
        }

        // Two readers may overlap for ever, and still every state leads to the end.
        Assert.Equal(["holds"], Kernels.Judge(Kernels.Of(Read, Read, Synchronize).Goal("finished(c)")));
    }

    [Fact]
    public void Sections_nest_and_two_synchronizers_take_turns()
    {
        var section = new SleepableRcu("srcu");
        async Step Read()
        {
            int outer = await section.ReadLock();
            int inner = await section.ReadLock();
            await section.ReadUnlock(inner);
            await section.ReadUnlock(outer);
        }

        async Step Synchronize() => await section.Synchronize();

        Assert.Equal(["holds"], Kernels.Judge(Read, Synchronize, Synchronize));
    }

    [Fact]
    public void Synchronizing_inside_a_section_of_ones_own_is_refused()
    {
        var section = new SleepableRcu("srcu");
        async Step Wait()
        {
            int index = await section.ReadLock();
            await section.Synchronize();
            await section.ReadUnlock(index);
        }

        Assert.Equal(["assertion: nobody synchronizes srcu inside a read section of it"], Kernels.Judge(Wait));
    }

    [Fact]
    public void A_section_is_closed_with_its_index()
    {
        var section = new SleepableRcu("srcu");
        async Step Close()
        {
            int index = await section.ReadLock();
            await section.ReadUnlock(1 - index);
        }

        Assert.Equal(
            ["assertion: a read section of srcu is closed by its reader with the index it was given"],
            Kernels.Judge(Close)
        );
    }
}
