using Checker.Properties;
using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class CompletionTests
{
    [Theory]
    [InlineData(1, false, "deadlock")]
    [InlineData(2, false, "holds")]
    [InlineData(1, true, "holds")]
    public void Each_waiter_uses_one_completion_up_unless_all_are_completed(int times, bool all, string expected)
    {
        var completion = new Completion("done");
        async Step Wait() => await completion.Wait();
        async Step Complete()
        {
            for (int i = 0; i < times; i++)
            {
                await (all ? completion.CompleteAll() : completion.Complete());
            }
        }

        Assert.StartsWith(expected, Assert.Single(Kernels.Judge(Wait, Wait, Complete)), StringComparison.Ordinal);
    }

    [Fact]
    public void Completing_before_the_wait_is_not_lost_but_reinitializing_forgets_it()
    {
        var completion = new Completion("done");
        async Step Early()
        {
            await completion.Complete();
            await completion.Wait();
        }

        async Step Forget()
        {
            await completion.CompleteAll();
            await completion.Reinitialize();
            await completion.Wait();
        }

        Assert.Equal(["holds"], Kernels.Judge(Early));
        Assert.StartsWith("deadlock", Assert.Single(Kernels.Judge(Forget)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_completion_for_all_is_never_used_up()
    {
        var completion = new Completion("done");
        async Step Wait()
        {
            await completion.CompleteAll();
            while (true)
            {
                await completion.Wait();
            }
        }

        var result = (Explore.Model(Kernels.Of(Wait)) with { MaximumStates = 100 }).Exhaustively();

        Assert.Equal((Verdict.Holds, 2), (result.Verdict, result.States));
    }
}
