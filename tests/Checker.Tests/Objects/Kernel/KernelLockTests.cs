using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class KernelLockTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lock_keeps_increments_apart(bool spins)
    {
        var mutex = new KernelMutex("mutex");
        var spin = new KernelSpinLock("spin");
        var counter = new Word("counter");
        async Step Increment()
        {
            await (spins ? spin.Lock() : mutex.Lock());
            ulong seen = await counter.Load();
            await counter.Store(seen + 1);
            await (spins ? spin.Unlock() : mutex.Unlock());
        }

        var model = Kernels
            .Of(Increment, Increment)
            .Observe(counter)
            .Always("finished(a) && finished(b) => counter == 2");
        Assert.Equal(["holds"], Kernels.Judge(model));
    }

    [Fact]
    public void A_lock_is_not_released_by_another()
    {
        var mutex = new KernelMutex("kvm->lock");
        var taken = new Word("taken");
        async Step Take()
        {
            await mutex.Lock();
            await taken.Store(1);
        }

        async Step Release()
        {
            await taken.Until(1);
            await mutex.Unlock();
        }

        Assert.Equal(["assertion: kvm->lock is released only by its holder"], Kernels.Judge(Take, Release));
    }

    [Fact]
    public void A_lock_is_not_taken_twice()
    {
        var spin = new KernelSpinLock("pi_lock");
        async Step Twice()
        {
            await spin.Lock();
            await spin.Lock();
        }

        Assert.Equal(["assertion: pi_lock is not taken again by its holder"], Kernels.Judge(Twice));
    }

    [Fact]
    public void A_try_takes_a_free_lock_only()
    {
        var mutex = new KernelMutex("mutex");
        var spin = new KernelSpinLock("spin");
        var taken = new Word("taken");
        async Step Try()
        {
            if (await mutex.TryLock())
            {
                await taken.FetchAdd(1);
                if (await spin.TryLock())
                {
                    await taken.FetchAdd(1);
                }
            }
        }

        var model = Kernels.Of(Try, Try).Observe(taken).Always("finished(a) && finished(b) => taken == 2");
        Assert.Equal(["holds"], Kernels.Judge(model));
    }

    [Fact]
    public void Writers_exclude_everybody_and_readers_only_writers()
    {
        var semaphore = new ReadWriteSemaphore("semaphore");
        var inside = new Word("inside");
        async Step Write()
        {
            await semaphore.DownWrite();
            await inside.FetchAdd(16);
            await inside.FetchAdd(ulong.MaxValue - 15);
            await semaphore.UpWrite();
        }

        async Step Read()
        {
            await semaphore.DownRead();
            await inside.FetchAdd(1);
            await inside.FetchAdd(ulong.MaxValue);
            await semaphore.UpRead();
        }

        var exclusive = Kernels.Of(Write, Write, Read, Read).Observe(inside).Always("inside <= 2 || inside == 16");
        Assert.Equal(["holds"], Kernels.Judge(exclusive));

        var shared = new ReadWriteSemaphore("shared");
        var readers = new Word("readers");
        async Step Count()
        {
            await shared.DownRead();
            await readers.FetchAdd(1);
            await readers.FetchAdd(ulong.MaxValue);
            await shared.UpRead();
        }

        Assert.Equal(
            ["invariant: readers < 2"],
            Kernels.Judge(Kernels.Of(Count, Count).Observe(readers).Always("readers < 2"))
        );
    }

    [Theory]
    [InlineData(SemaphorePreference.Writers, "deadlock: no process can step", true)]
    [InlineData(SemaphorePreference.Readers, "holds", false)]
    public void A_second_reader_waits_behind_a_queued_writer_when_writers_are_preferred(
        SemaphorePreference preference,
        string expected,
        bool deadlocks
    )
    {
        var semaphore = new ReadWriteSemaphore("semaphore", preference);
        var signal = new Word("signal");
        async Step FirstReader()
        {
            await semaphore.DownRead();
            await signal.Until(1);
            await semaphore.UpRead();
        }

        async Step Writer()
        {
            await semaphore.DownWrite();
            await semaphore.UpWrite();
        }

        async Step SecondReader()
        {
            await semaphore.DownRead();
            await signal.Store(1);
            await semaphore.UpRead();
        }

        string[] verdict = Kernels.Judge(FirstReader, Writer, SecondReader);
        Assert.Equal(deadlocks, verdict[0].StartsWith("deadlock", StringComparison.Ordinal));
        if (!deadlocks)
        {
            // A writer that comes in before the first reader lets both readers follow; one that comes in after it does
            // not hold them up.
            Assert.Equal([expected], verdict);
        }
    }

    [Fact]
    public void A_semaphore_is_not_misused()
    {
        var semaphore = new ReadWriteSemaphore("semaphore");
        async Step ReadTwice()
        {
            await semaphore.DownRead();
            await semaphore.DownRead();
        }

        async Step Upgrade()
        {
            await semaphore.DownRead();
            await semaphore.DownWrite();
        }

        async Step Downgrade()
        {
            await semaphore.DownWrite();
            await semaphore.DownRead();
        }

        async Step ReleaseAsReader()
        {
            await semaphore.DownWrite();
            await semaphore.UpRead();
        }

        async Step ReleaseAsWriter()
        {
            await semaphore.DownRead();
            await semaphore.UpWrite();
        }

        async Step TryTwice()
        {
            await semaphore.TryDownRead();
            await semaphore.TryDownRead();
        }

        Assert.Equal(["assertion: semaphore is not taken again by one of its readers"], Kernels.Judge(ReadTwice));
        Assert.Equal(["assertion: semaphore is not taken again by one of its readers"], Kernels.Judge(Upgrade));
        Assert.Equal(["assertion: semaphore is not taken again by its holder"], Kernels.Judge(Downgrade));
        Assert.Equal(["assertion: semaphore is released only by a reader of it"], Kernels.Judge(ReleaseAsReader));
        Assert.Equal(["assertion: semaphore is released only by its holder"], Kernels.Judge(ReleaseAsWriter));
        Assert.Equal(["assertion: semaphore is not taken again by one of its readers"], Kernels.Judge(TryTwice));
    }
}
