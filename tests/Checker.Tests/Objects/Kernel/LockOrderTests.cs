using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class LockOrderTests
{
    [Fact]
    public void Opposite_orders_are_reported_although_no_run_deadlocks()
    {
        var order = new LockOrder();
        var first = new KernelMutex("first", order);
        var second = new KernelMutex("second", order);
        var turn = new Word("turn");
        async Step Forward()
        {
            await first.Lock();
            await second.Lock();
            await second.Unlock();
            await first.Unlock();
            await turn.Store(1);
        }

        async Step Backward()
        {
            await turn.Until(1);
            await second.Lock();
            await first.Lock();
            await first.Unlock();
            await second.Unlock();
        }

        Assert.Equal(
            ["assertion: the order of locks has no cycle: second -> first -> second"],
            Kernels.Judge(Forward, Backward)
        );
    }

    [Fact]
    public void A_cycle_of_three_is_found()
    {
        var order = new LockOrder();
        KernelMutex[] locks = [new("one", order), new("two", order), new("three", order)];
        async Step Take(KernelMutex outer, KernelMutex inner)
        {
            await outer.Lock();
            await inner.Lock();
            await inner.Unlock();
            await outer.Unlock();
        }

        async Step InTurn()
        {
            await Take(locks[0], locks[1]);
            await Take(locks[1], locks[2]);
            await Take(locks[2], locks[0]);
        }

        Assert.Equal(
            ["assertion: the order of locks has no cycle: three -> one -> two -> three"],
            Kernels.Judge(InTurn)
        );
    }

    [Fact]
    public void One_order_everywhere_holds()
    {
        var order = new LockOrder();
        var first = new KernelMutex("first", order);
        var second = new KernelSpinLock("second", order);
        async Step Take()
        {
            await first.Lock();
            await second.Lock();
            await second.Unlock();
            await first.Unlock();
        }

        Assert.Equal(["holds"], Kernels.Judge(Take, Take, Take));
    }

    [Fact]
    public void A_try_makes_no_dependency()
    {
        var order = new LockOrder();
        var first = new KernelMutex("first", order);
        var second = new KernelMutex("second", order);
        async Step Forward()
        {
            await first.Lock();
            await second.Lock();
            await second.Unlock();
            await first.Unlock();
        }

        async Step Backward()
        {
            await second.Lock();
            if (await first.TryLock())
            {
                await first.Unlock();
            }

            await second.Unlock();
        }

        Assert.Equal(["holds"], Kernels.Judge(Forward, Backward));
    }

    [Theory]
    [InlineData(SemaphorePreference.Writers, "assertion: the order of locks has no cycle: ")]
    [InlineData(SemaphorePreference.Readers, "holds")]
    public void Readers_in_opposite_orders_are_a_cycle_only_where_readers_wait_behind_writers(
        SemaphorePreference preference,
        string expected
    )
    {
        var order = new LockOrder();
        var first = new ReadWriteSemaphore("first", preference, order);
        var second = new ReadWriteSemaphore("second", preference, order);
        async Step Read(ReadWriteSemaphore outer, ReadWriteSemaphore inner)
        {
            await outer.DownRead();
            await inner.DownRead();
            await inner.UpRead();
            await outer.UpRead();
        }

        string[] verdict = Kernels.Judge(() => Read(first, second), () => Read(second, first));
        Assert.All(verdict, text => Assert.StartsWith(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mutex_inside_a_read_section_and_around_synchronizing_is_a_cycle()
    {
        var order = new LockOrder();
        var slots = new KernelMutex("slots_lock", order);
        var section = new SleepableRcu("srcu", order);
        var turn = new Word("turn");
        async Step Update()
        {
            await slots.Lock();
            await section.Synchronize();
            await slots.Unlock();
            await turn.Store(1);
        }

        async Step Read()
        {
            await turn.Until(1);
            int index = await section.ReadLock();
            await slots.Lock();
            await slots.Unlock();
            await section.ReadUnlock(index);
        }

        Assert.Equal(
            ["assertion: the order of locks has no cycle: srcu -> slots_lock -> srcu"],
            Kernels.Judge(Update, Read)
        );
    }

    [Fact]
    public void A_read_section_inside_a_mutex_and_around_it_is_no_cycle_as_long_as_nobody_synchronizes()
    {
        var order = new LockOrder();
        var mutex = new KernelMutex("mutex", order);
        var section = new SleepableRcu("srcu", order);
        async Step Inside()
        {
            await mutex.Lock();
            int index = await section.ReadLock();
            await section.ReadUnlock(index);
            await mutex.Unlock();
        }

        async Step Around()
        {
            int index = await section.ReadLock();
            await mutex.Lock();
            await mutex.Unlock();
            await section.ReadUnlock(index);
        }

        Assert.Equal(["holds"], Kernels.Judge(Inside, Around));
    }

    [Fact]
    public void Nobody_sleeps_while_holding_a_spinlock()
    {
        var order = new LockOrder();
        var spin = new KernelSpinLock("spin", order);
        var mutex = new KernelMutex("mutex", order);
        var section = new SleepableRcu("srcu", order);
        async Step Sleep()
        {
            await spin.Lock();
            await mutex.Lock();
        }

        async Step Synchronize()
        {
            await spin.Lock();
            await section.Synchronize();
        }

        Assert.Equal(
            ["assertion: nobody sleeps while holding a spinlock: a takes mutex while holding spin"],
            Kernels.Judge(Sleep)
        );
        Assert.Equal(
            ["assertion: nobody sleeps while holding a spinlock: a takes srcu while holding spin"],
            Kernels.Judge(Synchronize)
        );
    }
}
