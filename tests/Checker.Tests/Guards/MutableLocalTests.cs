using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

public sealed class MutableLocalTests
{
    private readonly Word _word = new("word");
    private readonly Word[] _words = [new("first"), new("second")];

    [Fact]
    public void A_list() => Assert.Equal(Text("the local list of HoldsList", "List"), Refusal.Of(HoldsList));

    [Fact]
    public void An_array() => Assert.Equal(Text("the local array of HoldsArray", "Int32[]"), Refusal.Of(HoldsArray));

    [Fact]
    public void A_dictionary() =>
        Assert.Equal(Text("the local dictionary of HoldsDictionary", "Dictionary"), Refusal.Of(HoldsDictionary));

    [Fact]
    public void An_object_of_a_mutable_class() =>
        Assert.Equal(Text("the local box of HoldsBox", "Box"), Refusal.Of(HoldsBox));

    [Fact]
    public void A_list_inside_a_struct() =>
        Assert.Equal(Text("the local pair of HoldsStruct", "List"), Refusal.Of(HoldsStruct));

    [Fact]
    public void A_list_inside_a_record() =>
        Assert.Equal(Text("the local record of HoldsRecord", "List"), Refusal.Of(HoldsRecord));

    [Fact]
    public void A_parameter() => Assert.Equal(Text("the local list of Take", "List"), Refusal.Of(PassesList));

    [Fact]
    public void An_intermediate_value() =>
        Assert.Equal(Text("an intermediate value of HoldsIntermediate", "List"), Refusal.Of(HoldsIntermediate));

    [Fact]
    public void A_variable_captured_by_a_lambda() =>
        Assert.Equal(
            "process p holds variables that a lambda or local function of HoldsClosure captures across an await, "
                + "where they can change unseen; "
                + "make the function static and pass what it needs, or make it a method",
            Refusal.Of(HoldsClosure)
        );

    [Fact]
    public void A_dead_list_is_nothing_to_complain_about() => Accepts(DropsList);

    [Fact]
    public void Words_of_the_model_in_a_local_array_are_accepted() => Accepts(HoldsWords);

    [Fact]
    public void Records_sequences_and_lambdas_without_captures_are_accepted() => Accepts(HoldsValues);

    private static string Text(string place, string type) =>
        $"process p holds {place} across an await, and it is or contains a {type}, which can change unseen; "
        + "hold an immutable value such as a number, a readonly record struct or a Sequence, or create it where the "
        + "model is built";

    private static void Accepts(Func<Step> body) =>
        Assert.Equal(
            Verdict.Holds,
            Explore.Model(new SystemModel("accepted").Process("p", body)).Exhaustively().Verdict
        );

    private async Step HoldsList()
    {
        var list = new List<int> { 1 };
        await _word.Load();
        await _word.Store((ulong)list.Count);
    }

    private async Step HoldsArray()
    {
        int[] array = [1];
        await _word.Load();
        await _word.Store((ulong)array.Length);
    }

    private async Step HoldsDictionary()
    {
        var dictionary = new Dictionary<int, int>();
        await _word.Load();
        await _word.Store((ulong)dictionary.Count);
    }

    private async Step HoldsBox()
    {
        var box = new Box();
        await _word.Load();
        await _word.Store((ulong)box.Value);
    }

    private async Step HoldsStruct()
    {
        var pair = (Number: 1, List: new List<int>());
        await _word.Load();
        await _word.Store((ulong)(pair.List.Count + pair.Number));
    }

    private async Step HoldsRecord()
    {
        var record = new Listing(1, []);
        await _word.Load();
        await _word.Store((ulong)record.Items.Count);
    }

    private async Step PassesList() => await Take([1]);

    private async Step Take(List<int> list)
    {
        await _word.Load();
        await _word.Store((ulong)list.Count);
    }

    private async Step HoldsIntermediate() => await _word.Store(Count([1], await _word.Load()));

    private static ulong Count(List<int> list, ulong more) => (ulong)list.Count + more;

    private async Step HoldsClosure()
    {
        int count = 0;
        Action raise = () => count++;
        await _word.Load();
        raise();
        await _word.Store((ulong)count);
    }

    private async Step DropsList()
    {
        var list = new List<int> { 1 };
        await _word.Store((ulong)list.Count);
        await _word.Load();
    }

    private async Step HoldsWords()
    {
        var words = _words;
        await words[0].Load();
        foreach (var word in words)
        {
            await word.Store(1);
        }
    }

    private async Step HoldsValues()
    {
        var record = new Name("n", null);
        var sequence = Sequence<Name?>.Of(record, null);
        Func<int, int> next = n => n + 1;
        (DayOfWeek Day, int? Number) tuple = (DayOfWeek.Friday, null);
        await _word.Load();
        await _word.Store(
            (ulong)(record.First.Length + sequence.Count + next(1) + (int)tuple.Day + (tuple.Number ?? 0))
        );
    }

    private sealed class Box
    {
        public int Value { get; set; }
    }

    private sealed record Listing(int Number, List<int> Items);

    private sealed record Name(string First, Name? Parent);
}
