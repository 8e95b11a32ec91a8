using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects.Kernel;

public sealed class VcpuRequestsTests
{
    private const int Flush = 3;

    private static SystemModel Flushing(bool looksAfterEntering, bool kicks)
    {
        var vcpu = new VcpuRequests("vcpu");
        var flushed = new Word("flushed");
        async Step Run()
        {
            while (true)
            {
                if (await vcpu.Check(Flush))
                {
                    await flushed.Store(1);
                }

                await vcpu.Enter();
                if (looksAfterEntering && await vcpu.IsPending())
                {
                    await vcpu.Leave();
                    continue;
                }

                await InGuest();
                await vcpu.Leave();
            }
        }

        // The guest runs for ever unless it is kicked.
        async Step InGuest()
        {
            while (!await vcpu.IsKicked()) { }
        }

        async Step Request()
        {
            await vcpu.Make(Flush);
            if (kicks && await vcpu.Kick() != VcpuMode.OutsideGuestMode)
            {
                await vcpu.WaitForKick();
            }

            await flushed.Until(1);
        }

        return new SystemModel("flush")
            .Background("vcpu", Run)
            .Process("requester", Request)
            .Goal("finished(requester)");
    }

    [Fact]
    public void A_request_is_served_when_each_side_looks_after_it_has_told() =>
        Assert.Equal(["holds"], Kernels.Judge(Flushing(true, true)));

    [Fact]
    public void A_vcpu_that_does_not_look_after_entering_misses_a_request() =>
        Assert.Equal(["stuck: finished(requester)"], Kernels.Judge(Flushing(looksAfterEntering: false, kicks: true)));

    [Fact]
    public void A_request_without_a_kick_does_not_reach_a_vcpu_in_guest_mode() =>
        Assert.Equal(["stuck: finished(requester)"], Kernels.Judge(Flushing(looksAfterEntering: true, kicks: false)));

    [Fact]
    public void A_kicker_that_waits_goes_on_once_the_vcpu_has_left_even_if_it_has_entered_again()
    {
        var vcpu = new VcpuRequests("vcpu");
        var entered = new Word("entered");
        async Step Run()
        {
            await vcpu.Enter();
            await vcpu.Leave();
            await vcpu.Enter();
            await entered.Store(1);
            await vcpu.Leave();
        }

        async Step Kick()
        {
            var before = await vcpu.Kick();
            await vcpu.WaitForKick();
            Claim.That(before != VcpuMode.InGuestMode || await entered.Load() == 0, "the vcpu has not entered again");
        }

        Assert.Equal(["assertion: the vcpu has not entered again"], Kernels.Judge(Run, Kick));
    }

    [Fact]
    public void A_second_kick_finds_the_vcpu_on_its_way_out()
    {
        var vcpu = new VcpuRequests("vcpu", requests: 1 << Flush);
        async Step Kick()
        {
            await vcpu.Enter();
            Claim.That(await vcpu.Kick() == VcpuMode.InGuestMode, "the first kick finds it in guest mode");
            Claim.That(await vcpu.Kick() == VcpuMode.ExitingGuestMode, "the second kick finds it exiting");
            await vcpu.Leave();
            await vcpu.Clear(Flush);
            Claim.That(!await vcpu.IsPending(), "a request taken back is not pending");
        }

        Assert.Equal(["holds"], Kernels.Judge(Kick));
    }
}
