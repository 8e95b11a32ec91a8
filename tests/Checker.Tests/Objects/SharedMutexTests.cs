using Checker.Tests.Objects.Kernel;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects;

public sealed class SharedMutexTests
{
    private readonly SharedMutex _mutex = new("mutex");
    private readonly Word _inside = new("inside");

    [Fact]
    public void One_process_at_a_time_is_inside()
    {
        async Step Body()
        {
            await _mutex.Lock();
            await _inside.FetchAdd(1);
            await _inside.FetchAdd(ulong.MaxValue);
            await _mutex.Unlock();
        }

        Assert.Equal(["holds"], Judge(Body, Body));
    }

    [Fact]
    public void Taking_it_again_while_holding_it_blocks_for_ever()
    {
        async Step Body()
        {
            await _mutex.Lock();
            await _mutex.Lock();
        }

        Assert.Equal(["deadlock: deadlock"], Judge(Body));
    }

    [Fact]
    public void Trying_to_take_it_again_fails_for_its_holder_and_for_others()
    {
        async Step Holder()
        {
            Claim.That(await _mutex.TryLock(), "it is free");
            Claim.That(!await _mutex.TryLock(), "it is taken");
            await _inside.Store(1);
        }

        async Step Other()
        {
            await _inside.Until(1);
            Claim.That(!await _mutex.TryLock(), "it is taken by another");
        }

        Assert.Equal(["holds"], Judge(Holder, Other));
    }

    [Fact]
    public void A_process_that_does_not_hold_it_cannot_release_it()
    {
        async Step Holder()
        {
            await _mutex.Lock();
            await _inside.Store(1);
        }

        async Step Other()
        {
            await _inside.Until(1);
            Claim.That(!await _mutex.TryUnlock(), "it is not released");
            Claim.That(!await _mutex.TryLock(), "it is still taken");
        }

        Assert.Equal(["holds"], Judge(Holder, Other));
    }

    [Fact]
    public void Releasing_what_one_does_not_hold_is_a_violation() =>
        Assert.Equal(["assertion: mutex is released only by its holder"], Judge(async () => await _mutex.Unlock()));

    private string[] Judge(params ReadOnlySpan<Func<Step>> bodies)
    {
        var model = new SystemModel("mutex");
        foreach (var body in bodies)
        {
            model.Process($"p{model.Processes.Count}", body);
        }

        return Kernels.Judge(model.Observe(_inside).Always("inside <= 1"));
    }
}
