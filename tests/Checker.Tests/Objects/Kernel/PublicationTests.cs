using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class PublicationTests
{
    [Theory]
    [InlineData(true, "holds")]
    [InlineData(false, "assertion: every counted entry is there")]
    public void An_entry_is_published_before_it_is_counted(bool entryFirst, string expected)
    {
        var vcpus = new ObjectArray<string>("vcpu_array", 2);
        var online = new AtomicCounter("online_vcpus");
        async Step Create()
        {
            if (entryFirst)
            {
                await vcpus.Insert(0, "vcpu0");
                await online.Increment();
            }
            else
            {
                await online.Increment();
                await vcpus.Insert(0, "vcpu0");
            }
        }

        async Step Visit()
        {
            int count = await online.Read();
            for (int i = 0; i < count; i++)
            {
                Claim.That(await vcpus.Load(i) is not null, "every counted entry is there");
            }
        }

        Assert.Equal([expected], Kernels.Judge(Create, Visit));
    }

    [Fact]
    public void An_entry_is_given_out_once()
    {
        var vcpus = new ObjectArray<string>("vcpu_array", 1);
        var created = new AtomicCounter("created");
        async Step Create()
        {
            if (await vcpus.Insert(0, "vcpu"))
            {
                await created.Increment();
            }
        }

        async Step CheckErase()
        {
            await created.Until(1);
            Claim.That(await vcpus.Erase(0) == "vcpu", "the erased entry is answered");
            Claim.That(await vcpus.Load(0) is null, "an erased entry is empty");
        }

        var model = Kernels.Of(Create, Create).Always("one is created", states => states.Of(created) <= 1);
        Assert.Equal(["holds"], Kernels.Judge(model));
        Assert.Equal(["holds"], Kernels.Judge(Create, CheckErase));
    }

    [Fact]
    public void A_reference_count_does_not_fall_below_zero_or_rise_from_it()
    {
        var users = new AtomicCounter("users_count", 1);
        async Step PutTwice()
        {
            await users.Decrement();
            await users.Decrement();
        }

        async Step GetAfterPut()
        {
            Claim.That(await users.Decrement() == 0, "the last user is told");
            Claim.That(!await users.TryAcquire(), "a dead object is not revived");
            await users.Acquire();
        }

        Assert.Equal(["assertion: users_count does not fall below zero"], Kernels.Judge(PutTwice));
        Assert.Equal(["assertion: users_count does not rise again from zero"], Kernels.Judge(GetAfterPut));
    }

    [Fact]
    public void A_cell_is_changed_in_one_step_and_waited_for()
    {
        var cell = new Cell<int>("cell", 0);
        async Step Add() => await cell.Change("add 1", value => value + 1);
        async Step Wait()
        {
            int seen = await cell.Until("two", value => value == 2);
            Claim.That(seen == 2 && await cell.Load() == 2, "both additions count");
            await cell.Store(5);
        }

        Assert.Equal(
            ["holds"],
            Kernels.Judge(
                Kernels.Of(Add, Add, Wait).Always("never above five", states => states.Of(cell) is 0 or 1 or 2 or 5)
            )
        );
    }
}
