using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

/// <summary>Exceptions that are held across an await: what tells them apart, and that all paths share them.</summary>
public sealed class HeldExceptionTests
{
    private readonly Word _word = new("word");
    private readonly Word _end = new("end");

    [Fact]
    public void Two_messages() =>
        Ends(
            option => new InvalidOperationException(option == 1 ? "one" : "two"),
            exception => exception.Message == "one" ? 1UL : 2UL
        );

    [Fact]
    public void Two_results() =>
        Ends(
            option => new InvalidOperationException("same") { HResult = option },
            exception => (ulong)exception.HResult
        );

    [Fact]
    public void Two_sources() =>
        Ends(
            option => new InvalidOperationException("same") { Source = $"{option}" },
            exception => ulong.Parse(exception.Source!, null)
        );

    [Fact]
    public void Two_links() =>
        Ends(
            option => new InvalidOperationException("same") { HelpLink = $"{option}" },
            exception => ulong.Parse(exception.HelpLink!, null)
        );

    [Fact]
    public void Two_kinds_of_data() =>
        Ends(
            option =>
            {
                var exception = new InvalidOperationException("same");
                exception.Data["option"] = option;
                return exception;
            },
            exception => (ulong)(int)exception.Data["option"]!
        );

    [Fact]
    public void Two_causes() =>
        Ends(
            option => new InvalidOperationException("same", new InvalidOperationException($"{option}")),
            exception => ulong.Parse(exception.InnerException!.Message, null)
        );

    [Fact]
    public void Two_values_of_a_field() =>
        Ends(option => new Retry { Left = option }, exception => (ulong)((Retry)exception).Left);

    [Fact]
    public void A_field_that_changes()
    {
        async Step Body()
        {
            try
            {
                throw new Retry();
            }
            catch (Retry retry)
            {
                await _word.Load();
                retry.Left--;
                await _word.Store(1);
                await _end.Store((ulong)retry.Left);
            }
        }

        Assert.Equal(Changes("Retry"), Refusal.Of(Body));
    }

    [Fact]
    public void A_result_that_changes() =>
        Assert.Equal(Changes("InvalidOperationException"), Changing(exception => exception.HResult = 7));

    [Fact]
    public void Data_that_change() =>
        Assert.Equal(Changes("InvalidOperationException"), Changing(exception => exception.Data["x"] = 1));

    [Fact]
    public void A_field_that_holds_a_list() =>
        Assert.StartsWith(
            "process p holds the local exception of Hold across an await, and it is or contains a List, which can "
                + "change unseen",
            Refusal.Of(() => Hold(new Listing(), _ => { })),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_exception_that_is_thrown_again_is_accepted()
    {
        async Step Body()
        {
            Exception? first = null;
            try
            {
                await Fails();
            }
            catch (Retry retry)
            {
                await _word.Load();
                first = retry;
            }

            Claim.That(first is Retry { Left: 2 }, "it is what was thrown");
        }

        Assert.Equal(Verdict.Holds, Explore.Model(new SystemModel("again").Process("p", Body)).Exhaustively().Verdict);
    }

    private static string Changes(string type) =>
        $"process p changes the {type} that it holds across an await, where other paths hold it too; "
        + "copy what changes to a local, or throw another exception";

    private string Changing(Action<Exception> change) =>
        Refusal.Of(() => Hold(new InvalidOperationException("same"), change));

    private async Step Hold(Exception exception, Action<Exception> change)
    {
        await _word.Load();
        change(exception);
        await _word.Store((ulong)exception.HResult);
    }

    private async Step Fails()
    {
        try
        {
            await _word.Load();
            throw new Retry();
        }
        finally
        {
            await _word.Load();
        }
    }

    // Both options lead to states that differ in the exception alone.
    private void Ends(Func<int, Exception> make, Func<Exception, ulong> read)
    {
        async Step Body()
        {
            try
            {
                throw make(await Choice.Of(1, 2));
            }
            catch (Exception exception) when (exception is not ModelException)
            {
                await _word.Load();
                await _end.Store(read(exception));
            }
        }

        SystemModel Model(string claim) => new SystemModel("held").Process("p", Body).Observe(_end).Always(claim);

        Assert.Equal(Verdict.Violated, Explore.Model(Model("end != 1")).Exhaustively().Verdict);
        Assert.Equal(Verdict.Violated, Explore.Model(Model("end != 2")).Exhaustively().Verdict);
        Assert.Equal(Verdict.Holds, Explore.Model(Model("end <= 2")).Exhaustively().Verdict);
    }

    private sealed class Retry : Exception
    {
        public int Left { get; set; } = 2;
    }

    private sealed class Listing : Exception
    {
        public List<int> Items { get; } = [1];
    }
}
