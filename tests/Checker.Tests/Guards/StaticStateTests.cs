using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

/// <summary>State that outlives the explored one: static fields, reached in whatever way, and what they hold.</summary>
public sealed class StaticStateTests
{
    private static readonly int[] _table = [0, 0];
    private static readonly List<int> _list = [];
    private static readonly Counter _counter = new();
    private static readonly Func<ulong> _nextOfAll = () => (ulong)++_throughDelegate;
    private static readonly double[] _numbers = [0.0];
    private static readonly Func<ulong> _twice = Zero;
    private static int _total;
    private static int _throughDelegate;
    private static int _throughInterface;
    private static int _throughOverride;
    private static int _throughIterator;
    private static int _byReference;
    private static int _inStep;
    private static double _sign;
    private static Mutable _struct;
    private static int _onlyInTests;
    private readonly INext _next = new Next();
    private readonly Word _word = new("word");

    private static int Property { get; set; }

    [Fact]
    public void By_a_method_that_is_called() => Refuses("the static field _total of StaticStateTests", Bump);

    [Fact]
    public void By_a_method_that_calls_another() =>
        Refuses("the static field _total of StaticStateTests", () => Bump() + 1);

    [Fact]
    public void By_a_property() => Refuses("the static field Property of StaticStateTests", () => (ulong)Property++);

    [Fact]
    public void By_reference() =>
        Refuses(
            "the static field _byReference of StaticStateTests",
            () => (ulong)Interlocked.Increment(ref _byReference)
        );

    [Fact]
    public void A_part_of_a_struct() =>
        Refuses("the static field _struct of StaticStateTests", () => (ulong)_struct.Number++);

    [Fact]
    public void A_sign() =>
        Refuses("the static field _sign of StaticStateTests", () => (_sign = -_sign) < 1 ? 1UL : 0);

    [Fact]
    public void By_a_function_that_is_held() =>
        Refuses("the static field _throughDelegate of StaticStateTests", () => _nextOfAll());

    [Fact]
    public void Through_an_interface() =>
        Refuses("the static field _throughInterface of StaticStateTests", () => _next.Get());

    [Fact]
    public void Through_a_virtual_method() =>
        Refuses("the static field _throughOverride of StaticStateTests", () => ((Base)new Overriding()).Get());

    [Fact]
    public void In_an_iterator() =>
        Refuses("the static field _throughIterator of StaticStateTests", () => (ulong)Numbers().Sum());

    [Fact]
    public void Of_a_generic_class() => Refuses("the static field _total of Counts", Counts<string>.Next);

    [Fact]
    public void Of_another_class() => Refuses("the static field _total of Other", Other.Next);

    [Fact]
    public void In_a_step_that_is_called()
    {
        async Step Body()
        {
            await Inner();
            await _word.Load();
        }

        Assert.Contains("the static field _inStep", Refusal.Of(Body), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_of_an_array() =>
        Refuses("an array of Int32 that it shares with the model", () => (ulong)_table[0]++);

    [Fact]
    public void The_sign_of_an_item() =>
        Refuses("an array of Double that it shares with the model", () => (_numbers[0] = -0.0) < 1 ? 1UL : 0);

    [Fact]
    public void An_item_of_an_array_that_a_method_names() =>
        Refuses("an array of Int32 that it shares with the model", () => Mark(1));

    [Fact]
    public void A_list()
    {
        Assert.Contains(
            "List",
            Refused(() =>
            {
                _list.Add(1);
                return (ulong)_list.Count;
            }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_field_of_an_object() => Refuses("the field _count of Counter", () => _counter.Next());

    [Fact]
    public void What_the_body_does_not_reach_may_change()
    {
        async Step Body()
        {
            await _word.Load();
            await _word.Store(_twice() + (ulong)_table.Length);
        }

        _onlyInTests++;
        var result = Explore.Model(new SystemModel("static").Process("p", Body)).Exhaustively();
        _onlyInTests++;

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.Equal(2, _onlyInTests);
    }

    // The compiler keeps such functions in static fields of its own, which it sets when they are first used.
    [Fact]
    public void Functions_without_captures_are_accepted()
    {
        async Step Body()
        {
            Func<ulong> named = Zero;
            Func<ulong, ulong> lambda = number => number + 1;
            await _word.Load();
            await _word.Store(lambda(named()) + (ulong)Enumerable.Range(0, 3).Select(Twice).Sum());
        }

        Assert.Equal(
            Verdict.Holds,
            Explore.Model(new SystemModel("functions").Process("p", Body)).Exhaustively().Verdict
        );
    }

    private static int Twice(int number) => 2 * number;

    private static ulong Zero() => 0;

    private static ulong Bump() => (ulong)++_total;

    private static ulong Mark(int index) => (ulong)++_table[index];

    private static IEnumerable<int> Numbers()
    {
        yield return ++_throughIterator;
    }

    private void Refuses(string place, Func<ulong> change) =>
        Assert.Equal(
            $"process p changes {place}, which the explored state does not hold; make it a shared object, or a local "
                + "of the process",
            Refused(change)
        );

    private string Refused(Func<ulong> change)
    {
        async Step Body()
        {
            await _word.Load();
            await _word.Store(change());
        }

        return Refusal.Of(Body);
    }

    private async Step Inner()
    {
        await _word.Load();
        _inStep++;
    }

    private struct Mutable
    {
        public int Number;
    }

    private interface INext
    {
        ulong Get();
    }

    private sealed class Next : INext
    {
        ulong INext.Get() => (ulong)++_throughInterface;
    }

    private abstract class Base
    {
        public abstract ulong Get();
    }

    private sealed class Overriding : Base
    {
        public override ulong Get() => (ulong)++_throughOverride;
    }

    private sealed class Counter
    {
        private ulong _count;

        public ulong Next() => ++_count;
    }

    private static class Counts<T>
    {
        private static ulong _total;

        public static ulong Next() => ++_total;
    }

    private static class Other
    {
        private static ulong _total;

        public static ulong Next() => ++_total;
    }
}
