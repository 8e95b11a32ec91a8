using Checker.Properties;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

/// <summary>
/// Values that <c>Equals</c> calls equal although C# can tell them apart: as locals, answers, operands, messages and
/// states.
/// </summary>
public sealed class EqualValuesTests
{
    private const string Cure =
        "whose Equals may call two different values equal; store what distinguishes them as integers, or vouch "
        + "for a type of your own with [Value]";
    private const string Changes =
        "which can change unseen; hold an immutable value such as a number, a readonly record struct or a Sequence, "
        + "or create it where the model is built";

    private static readonly DateTime _time = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly Word _word = new("word");

    [Fact]
    public void A_floating_point_number() => RefusesLocal("Double", 0.0);

    [Fact]
    public void A_small_floating_point_number() => RefusesLocal("Single", -0f);

    [Fact]
    public void Half_a_floating_point_number() => RefusesLocal("Half", (Half)0);

    [Fact]
    public void A_decimal_number() => RefusesLocal("Decimal", 1.00m);

    [Fact]
    public void A_time() => RefusesLocal("DateTime", _time);

    [Fact]
    public void A_time_with_an_offset() => RefusesLocal("DateTimeOffset", new DateTimeOffset(_time));

    [Fact]
    public void A_nullable_number() => RefusesLocal("Double", (double?)0.0);

    [Fact]
    public void In_a_tuple() => RefusesLocal("Double", (1, 0.0));

    [Fact]
    public void In_a_nested_struct() => RefusesLocal("Double", new Outer(1, new Inner(0.0)));

    [Fact]
    public void In_a_record() => RefusesLocal("Decimal", new Price("a", 1.0m));

    [Fact]
    public void In_a_box() => RefusesLocal<object>("Double", 0.0);

    [Fact]
    public void In_a_sequence() => RefusesLocal("Single", Sequence<float>.Of(0f));

    [Fact]
    public void In_a_sequence_of_records() => RefusesLocal("Decimal", Sequence<Price>.Of(new Price("a", 1m)));

    [Fact]
    public void In_a_sequence_of_boxes() => RefusesLocal("Double", Sequence<object>.Of(1, 0.0));

    [Fact]
    public void In_an_anonymous_type() => RefusesLocal("Double", new { Number = 0.0 });

    [Fact]
    public void A_struct_with_an_Equals_of_its_own() => RefusesLocal("Ignoring", new Ignoring(1, 2));

    [Fact]
    public void A_struct_that_is_equatable_in_its_own_way() => RefusesLocal("Equatable", new Equatable(1, 2));

    [Fact]
    public void A_struct_that_hides_how_it_is_equatable() => RefusesLocal("Hiding", new Hiding(1, 2));

    [Fact]
    public void A_record_struct_with_an_Equals_of_its_own() => RefusesLocal("Loose", new Loose(1, 2));

    [Fact]
    public void A_record_with_an_Equals_of_its_own() => RefusesLocal("LooseRecord", new LooseRecord(1, 2));

    [Fact]
    public void A_record_that_derives_from_one_with_an_Equals_of_its_own() =>
        RefusesLocal("Derived", new Derived(1, 2, 3));

    [Fact]
    public void A_record_with_a_contract_of_its_own() => RefusesLocal("Contract", new Contract(1));

    [Fact]
    public void A_class_with_an_Equals_of_its_own() => RefusesLocal("Named", new Named("a"));

    [Fact]
    public void A_type_that_is_vouched_for_over_one_that_is_not() => RefusesLocal("Wrapper", new Wrapper<double>(1));

    [Fact]
    public void An_option_of_a_choice() =>
        Assert.Equal(
            $"process p performs the operation choose [0, -0], which is or contains a Double, {Cure}",
            Refusal.Of(async () => await _word.Store(1 / await Choice.Of(0.0, -0.0) > 0 ? 1UL : 2UL))
        );

    [Fact]
    public void The_answer_of_an_operation_that_does_not_hold_it() =>
        Assert.Equal(
            $"the operation measure [word] answers process p with a value that is or contains a Double, {Cure}",
            Refusal.Of(async () => await new Measure(_word))
        );

    [Fact]
    public void A_message()
    {
        var mailbox = new Mailbox<decimal>("mailbox");
        Assert.Equal(
            $"process p performs the operation send [mailbox] 1.00, which is or contains a Decimal, {Cure}",
            Refusal.Of(async () => await mailbox.Send(1.00m))
        );
    }

    [Fact]
    public void The_state_of_a_cell()
    {
        var cell = new Cell<Inner>("cell", new Inner(0.0));
        Assert.Equal(
            $"the object cell has a state that is or contains a Double, {Cure}",
            Refusal.Of(async () => await cell.Load())
        );
    }

    [Fact]
    public void What_the_rule_of_an_operation_captures()
    {
        static Operation<Nothing> Above(Word word, double limit) =>
            Wait.Until(states => states.Of(word) > 1 / limit, "above", word);

        Assert.Equal(
            $"process p performs the operation wait until [word] above, which is or contains a Double, {Cure}",
            Refusal.Of(async () => await Above(_word, -0.0))
        );
    }

    [Fact]
    public void A_sequence_of_arrays() =>
        Assert.Equal(
            $"process p holds the local value of Hold across an await, and it is or contains a Int32[], {Changes}",
            Refusal.Of(() => Hold(Sequence<int[]>.Of([0])))
        );

    [Fact]
    public void A_message_that_can_change()
    {
        var mailbox = new Mailbox<List<int>>("mailbox");
        Assert.Equal(
            "process p performs the operation send [mailbox] System.Collections.Generic.List`1[System.Int32], which "
                + $"is or contains a List, {Changes}",
            Refusal.Of(async () => await mailbox.Send([1]))
        );
    }

    [Fact]
    public void A_state_that_can_change()
    {
        var cell = new Cell<int[]>("cell", [1]);
        Assert.Equal(
            $"the object cell has a state that is or contains a Int32[], {Changes}",
            Refusal.Of(async () => await cell.Load())
        );
    }

    [Fact]
    public void A_struct_that_changes_in_its_box()
    {
        async Step Body()
        {
            ICounter counter = new Counter();
            for (int round = 0; round < 3; round++)
            {
                await _word.Load();
                await _word.Store((ulong)counter.Next());
            }
        }

        Assert.Equal(
            $"process p holds the local counter of Body across an await, and it is or contains a Counter, {Changes}",
            Refusal.Of(Body)
        );
    }

    [Fact]
    public void Several_functions_of_one_delegate()
    {
        async Step Body()
        {
            int count = 0;
            Func<int> next = () => ++count;
            next += static () => 0;
            await _word.Load();
            await _word.Store((ulong)next());
        }

        Assert.StartsWith(
            "process p holds variables that a lambda or local function of Body captures across an await",
            Refusal.Of(Body),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Values_that_equal_only_themselves_are_accepted()
    {
        Accepts(1);
        Accepts(Int128.One);
        Accepts("text");
        Accepts((int?)1);
        Accepts((1, "a", DayOfWeek.Friday));
        Accepts(Tuple.Create(1, "a"));
        Accepts(new { Number = 1, Text = "a" });
        Accepts(Guid.Empty);
        Accepts(new TimeSpan(1));
        Accepts(1..2);
        Accepts(new Pair(1, 2));
        Accepts(new List(1, new List(2, null)));
        Accepts(Sequence<List>.Of(new List(1, null)));
        Accepts(new Wrapper<int>(1));
        Accepts<object>(7);
    }

    private void RefusesLocal<T>(string type, T value) =>
        Assert.Equal(
            $"process p holds the local value of Hold across an await, and it is or contains a {type}, {Cure}",
            Refusal.Of(() => Hold(value))
        );

    private void Accepts<T>(T value) =>
        Assert.Equal(
            Verdict.Holds,
            Explore.Model(new SystemModel("accepted").Process("p", () => Hold(value))).Exhaustively().Verdict
        );

    private async Step Hold<T>(T value)
    {
        await _word.Load();
        await _word.Store((ulong)(value?.ToString() ?? "").Length);
    }

    private interface ICounter
    {
        int Next();
    }

    private struct Counter : ICounter
    {
        private int _count;

        public int Next() => ++_count;
    }

    private readonly record struct Pair(int Left, int Right);

    private readonly record struct Inner(double Number);

    private readonly record struct Outer(int Number, Inner Inner);

    private sealed record Price(string Name, decimal Amount);

    private sealed record List(int Head, List? Tail);

    private readonly struct Ignoring(int seen, int ignored)
    {
        public int Ignored => ignored;

        public override bool Equals(object? obj) => obj is Ignoring other && other.Seen == Seen;

        public override int GetHashCode() => Seen;

        private int Seen => seen;
    }

    private readonly struct Equatable(int seen, int ignored) : IEquatable<Equatable>
    {
        public int Ignored => ignored;

        public bool Equals(Equatable other) => other.Seen == Seen;

        private int Seen => seen;

        public override bool Equals(object? obj) => obj is Equatable other && Equals(other);

        public override int GetHashCode() => Seen;
    }

    private readonly struct Hiding(int seen, int ignored) : IEquatable<Hiding>
    {
        public int Ignored => ignored;

        private int Seen => seen;

        bool IEquatable<Hiding>.Equals(Hiding other) => other.Seen == Seen;
    }

    private readonly record struct Loose(int Seen, int Ignored)
    {
        public bool Equals(Loose other) => other.Seen == Seen;

        public override int GetHashCode() => Seen;
    }

    private record LooseRecord(int Seen, int Ignored)
    {
        public virtual bool Equals(LooseRecord? other) => other?.Seen == Seen;

        public override int GetHashCode() => Seen;
    }

    private sealed record Derived(int Seen, int Ignored, int More) : LooseRecord(Seen, Ignored);

    private record Contract(int Number)
    {
        protected virtual Type EqualityContract => typeof(object);
    }

    private sealed class Named(string name)
    {
        private readonly string _name = name;

        public override bool Equals(object? obj) => obj is Named other && other._name == _name;

        public override int GetHashCode() => _name.Length;
    }

    [Value]
    private sealed class Wrapper<T>(T value) : IEquatable<Wrapper<T>>
    {
        private readonly T _value = value;

        public bool Equals(Wrapper<T>? other) => other is not null && Equals(other._value, _value);

        public override bool Equals(object? obj) => Equals(obj as Wrapper<T>);

        public override int GetHashCode() => _value?.GetHashCode() ?? 0;
    }

    private sealed record Measure(Word Word) : Operation<double>
    {
        public override string Kind => "measure";

        public override IReadOnlyList<Access> Footprint => [Access.Read(Word)];

        protected override void Apply(StateView states, Outcomes<double> outcomes) =>
            outcomes.Add(-0.0 * states.Of(Word));
    }
}
