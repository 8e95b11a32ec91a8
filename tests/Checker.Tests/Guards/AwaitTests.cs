using Model.Objects;
using Model.Steps;

namespace Checker.Tests.Guards;

public sealed class AwaitTests
{
    private const string NotAtOnce =
        "process p starts a Step without awaiting it at once; await every Step where it is called";

    private readonly Word _word = new("word");

    [Fact]
    public void A_task() => Assert.Equal(Foreign("AwaitsTask", "Task"), Refusal.Of(AwaitsTask));

    [Fact]
    public void A_yield() => Assert.Equal(Foreign("AwaitsYield", "YieldAwaitable"), Refusal.Of(AwaitsYield));

    [Fact]
    public void A_value_task() => Assert.Equal(Foreign("AwaitsValueTask", "ValueTask"), Refusal.Of(AwaitsValueTask));

    [Fact]
    public void A_configured_task() =>
        Assert.Equal(Foreign("AwaitsConfigured", "ConfiguredTaskAwaitable"), Refusal.Of(AwaitsConfigured));

    [Fact]
    public void A_task_behind_an_operation_and_a_call() =>
        Assert.Equal(Foreign("AwaitsTask", "Task"), Refusal.Of(CallsTask));

    [Fact]
    public void A_step_that_is_awaited_later() => Assert.Equal(NotAtOnce, Refusal.Of(AwaitsLater));

    [Fact]
    public void Two_steps_started_together() => Assert.Equal(NotAtOnce, Refusal.Of(StartsTwo));

    [Fact]
    public void A_step_that_is_never_awaited() => Assert.Equal(NotAtOnce, Refusal.Of(Forgets));

    [Fact]
    public void A_step_that_is_awaited_twice() => Assert.Equal(NotAtOnce, Refusal.Of(AwaitsTwice));

    [Fact]
    public void A_foreign_await_cannot_be_caught_by_the_body() =>
        Assert.Equal(Foreign("AwaitsTask", "Task"), Refusal.Of(CatchesEverything));

    private static string Foreign(string method, string awaited) =>
        $"process p awaits a {awaited} in {method}, which the checker cannot schedule; await only operations of "
        + "shared objects, choices and other Step methods";

    private async Step AwaitsTask() => await Task.Delay(1000);

    private async Step AwaitsYield() => await Task.Yield();

    private async Step AwaitsValueTask() => await new ValueTask(Task.Delay(1000));

    private async Step AwaitsConfigured() => await Task.Delay(1000).ConfigureAwait(false);

    private async Step CallsTask()
    {
        await _word.Load();
        await AwaitsTask();
    }

    private async Step Load() => await _word.Load();

    private async Step AwaitsLater()
    {
        var step = Load();
        await _word.Store(1);
        await step;
    }

    private async Step StartsTwo()
    {
        var one = Load();
        var other = Load();
        await one;
        await other;
    }

    private async Step Forgets()
    {
        await _word.Load();
        _ = Load();
    }

    private async Step AwaitsTwice()
    {
        var step = Load();
        await step;
        await step;
    }

    private async Step CatchesEverything()
    {
        try
        {
            await AwaitsTask();
        }
        catch (Exception)
        {
            await _word.Load();
        }
    }
}
