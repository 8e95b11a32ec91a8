using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

/// <summary>State that outlives the explored one: static fields, reached in whatever way, and what they hold.</summary>
public sealed class StaticStateTests
{
    private static readonly int[] s_table = [0, 0];
    private static readonly List<int> s_list = [];
    private static readonly Counter s_counter = new();
    private static readonly Func<ulong> s_next = () => (ulong)++s_throughDelegate;
    private static readonly double[] s_numbers = [0.0];
    private static readonly Func<ulong> s_twice = Zero;
    private static int s_count;
    private static int s_throughDelegate;
    private static int s_throughInterface;
    private static int s_throughOverride;
    private static int s_throughIterator;
    private static int s_byReference;
    private static int s_inStep;
    private static double s_sign;
    private static Mutable s_struct;
    private static int s_onlyInTests;
    private readonly INext _next = new Next();
    private readonly Word _word = new("word");

    private static int Property { get; set; }

    [Fact]
    public void By_a_method_that_is_called() => Refuses("the static field s_count of StaticStateTests", Bump);

    [Fact]
    public void By_a_method_that_calls_another() => Refuses("the static field s_count of StaticStateTests", () => Bump() + 1);

    [Fact]
    public void By_a_property() => Refuses("the static field Property of StaticStateTests", () => (ulong)Property++);

    [Fact]
    public void By_reference() => Refuses("the static field s_byReference of StaticStateTests", () => (ulong)Interlocked.Increment(ref s_byReference));

    [Fact]
    public void A_part_of_a_struct() => Refuses("the static field s_struct of StaticStateTests", () => (ulong)s_struct.Number++);

    [Fact]
    public void A_sign() => Refuses("the static field s_sign of StaticStateTests", () => (s_sign = -s_sign) < 1 ? 1UL : 0);

    [Fact]
    public void By_a_function_that_is_held() => Refuses("the static field s_throughDelegate of StaticStateTests", () => s_next());

    [Fact]
    public void Through_an_interface() => Refuses("the static field s_throughInterface of StaticStateTests", () => _next.Get());

    [Fact]
    public void Through_a_virtual_method() => Refuses("the static field s_throughOverride of StaticStateTests", () => ((Base)new Overriding()).Get());

    [Fact]
    public void In_an_iterator() => Refuses("the static field s_throughIterator of StaticStateTests", () => (ulong)Numbers().Sum());

    [Fact]
    public void Of_a_generic_class() => Refuses("the static field s_count of Counts", Counts<string>.Next);

    [Fact]
    public void Of_another_class() => Refuses("the static field s_count of Other", Other.Next);

    [Fact]
    public void In_a_step_that_is_called()
    {
        async Step Body()
        {
            await Inner();
            await _word.Load();
        }

        Assert.Contains("the static field s_inStep", Refusal.Of(Body), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_of_an_array() => Refuses("an array of Int32 that it shares with the model", () => (ulong)s_table[0]++);

    [Fact]
    public void The_sign_of_an_item() => Refuses("an array of Double that it shares with the model", () => (s_numbers[0] = -0.0) < 1 ? 1UL : 0);

    [Fact]
    public void An_item_of_an_array_that_a_method_names() => Refuses("an array of Int32 that it shares with the model", () => Mark(1));

    [Fact]
    public void A_list()
    {
        Assert.Contains("List", Refused(() =>
        {
            s_list.Add(1);
            return (ulong)s_list.Count;
        }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_an_object() => Refuses("the field _count of Counter", () => s_counter.Next());

    [Fact]
    public void What_the_body_does_not_reach_may_change()
    {
        async Step Body()
        {
            await _word.Load();
            await _word.Store(s_twice() + (ulong)s_table.Length);
        }

        s_onlyInTests++;
        var result = Explore.Model(new SystemModel("static").Process("p", Body)).Exhaustively();
        s_onlyInTests++;

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.Equal(2, s_onlyInTests);
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

        Assert.Equal(Verdict.Holds, Explore.Model(new SystemModel("functions").Process("p", Body)).Exhaustively().Verdict);
    }

    private static int Twice(int number) => 2 * number;

    private static ulong Zero() => 0;

    private static ulong Bump() => (ulong)++s_count;

    private static ulong Mark(int index) => (ulong)++s_table[index];

    private static IEnumerable<int> Numbers()
    {
        yield return ++s_throughIterator;
    }

    private void Refuses(string place, Func<ulong> change) => Assert.Equal(
        $"process p changes {place}, which the explored state does not hold; make it a shared object, or a local of the process",
        Refused(change));

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
        s_inStep++;
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
        ulong INext.Get() => (ulong)++s_throughInterface;
    }

    private abstract class Base
    {
        public abstract ulong Get();
    }

    private sealed class Overriding : Base
    {
        public override ulong Get() => (ulong)++s_throughOverride;
    }

    private sealed class Counter
    {
        private ulong _count;

        public ulong Next() => ++_count;
    }

    private static class Counts<T>
    {
        private static ulong s_count;

        public static ulong Next() => ++s_count;
    }

    private static class Other
    {
        private static ulong s_count;

        public static ulong Next() => ++s_count;
    }
}
