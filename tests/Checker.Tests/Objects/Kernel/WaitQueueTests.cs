using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class WaitQueueTests
{
    private static string Waiting(bool looksAfterPreparing)
    {
        var queue = new WaitQueue("queue");
        var condition = new Word("condition");
        async Step Wait()
        {
            while (true)
            {
                bool isTrue = !looksAfterPreparing && await condition.Load() != 0;
                await queue.Prepare();
                isTrue = looksAfterPreparing ? await condition.Load() != 0 : isTrue;
                if (isTrue)
                {
                    break;
                }

                await queue.Schedule();
            }

            await queue.Finish();
        }

        async Step Wake()
        {
            await condition.Store(1);
            await queue.WakeAll();
        }

        return Assert.Single(Kernels.Judge(Wait, Wake));
    }

    [Fact]
    public void Looking_after_preparing_loses_no_wake() => Assert.Equal("holds", Waiting(looksAfterPreparing: true));

    [Fact]
    public void Looking_before_preparing_loses_a_wake() =>
        Assert.StartsWith("deadlock", Waiting(looksAfterPreparing: false), StringComparison.Ordinal);

    [Fact]
    public void Waking_one_leaves_the_others_asleep()
    {
        var queue = new WaitQueue("queue");
        var asleep = new Word("asleep");
        async Step Sleep()
        {
            await queue.Prepare();
            await asleep.FetchAdd(1);
            await queue.Schedule();
            await queue.Finish();
        }

        async Step Wake(int times)
        {
            await asleep.Until(2);
            for (int i = 0; i < times; i++)
            {
                Claim.That(await queue.WakeOne(), "somebody was asleep");
            }
        }

        Assert.StartsWith(
            "deadlock",
            Assert.Single(Kernels.Judge(Sleep, Sleep, () => Wake(1))),
            StringComparison.Ordinal
        );
        Assert.Equal(["holds"], Kernels.Judge(Sleep, Sleep, () => Wake(2)));
        Assert.Equal(["assertion: somebody was asleep"], Kernels.Judge(Sleep, Sleep, () => Wake(3)));
    }

    [Fact]
    public void A_process_that_did_not_say_that_it_sleeps_is_not_put_to_sleep()
    {
        var queue = new WaitQueue("queue");
        async Step Pass()
        {
            await queue.Add();
            await queue.Schedule();
            await queue.Finish();
            await queue.Schedule();
        }

        Assert.Equal(["holds"], Kernels.Judge(Pass));
    }

    [Fact]
    public void Waking_one_wakes_the_one_that_has_waited_longest()
    {
        var queue = new WaitQueue("queue");
        var asleep = new Word("asleep");
        async Step First()
        {
            await queue.Prepare();
            await asleep.Store(1);
            await queue.Schedule();
        }

        async Step Second()
        {
            await asleep.Until(1);
            await queue.Prepare();
            await asleep.Store(2);
            await queue.Schedule();
            Claim.That(false, "the second sleeps on");
        }

        async Step Wake()
        {
            await asleep.Until(2);
            Claim.That(await queue.WakeOne(), "somebody sleeps");
        }

        Assert.Equal(["deadlock: deadlock"], Kernels.Judge(First, Second, Wake));
    }
}
