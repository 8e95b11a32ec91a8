using Model.Objects;
using Model.Steps;

namespace Checker.Tests.Guards;

public sealed class ChangedSurroundingsTests
{
    private static int _static;
    private readonly Word _word = new("word");
    private readonly int[] _array = [0, 0];
    private readonly List<int> _list = [];
    private readonly Dictionary<string, int> _dictionary = [];
    private int _field;

    [Fact]
    public void A_captured_variable()
    {
        int captured = 0;
        async Step Body()
        {
            await _word.Load();
            captured++;
        }

        Assert.Equal(Text("the captured variable captured"), Refusal.Of(Body));
        Assert.Equal(1, captured);
    }

    [Fact]
    public void A_variable_captured_by_the_lambda_that_starts_the_process()
    {
        ulong captured = 0;
        Assert.Equal(
            Text("the captured variable captured"),
            Refusal.Of(() =>
            {
                captured++;
                return Store(captured);
            })
        );
    }

    [Fact]
    public void A_field_of_the_model() =>
        Assert.Equal(Text("the field _field of ChangedSurroundingsTests"), Refusal.Of(WritesField));

    [Fact]
    public void An_array_element() =>
        Assert.Equal(Text("an array of Int32 that it shares with the model"), Refusal.Of(WritesArray));

    [Fact]
    public void A_list() => Assert.Equal(Text("the field _items of List"), Refusal.Of(AddsToList));

    [Fact]
    public void A_dictionary() => Assert.Equal(Text("the field _buckets of Dictionary"), Refusal.Of(AddsToDictionary));

    [Fact]
    public void A_static_field() =>
        Assert.Equal(Text("the static field _static of ChangedSurroundingsTests"), Refusal.Of(WritesStatic));

    [Fact]
    public void An_object_created_while_a_body_runs() =>
        Assert.Equal(
            "process p creates the shared object late while it runs; create it where the model is built",
            Refusal.Of(CreatesObject)
        );

    [Fact]
    public void Two_objects_of_one_name()
    {
        var (one, other) = (new Word("same"), new Word("same"));
        async Step Body()
        {
            await one.Load();
            await other.Load();
        }

        Assert.Equal("two shared objects are called same; give each its own name", Refusal.Of(Body));
    }

    private static string Text(string place) =>
        $"process p changes {place}, which the explored state does not hold; make it a shared object, or a local of "
        + "the process";

    private async Step Store(ulong value) => await _word.Store(value);

    private async Step WritesField()
    {
        await _word.Load();
        _field++;
        await _word.Store((ulong)_field);
    }

    private async Step WritesArray()
    {
        await _word.Load();
        _array[1] = 7;
    }

    private async Step AddsToList()
    {
        await _word.Load();
        _list.Add(1);
    }

    private async Step AddsToDictionary()
    {
        await _word.Load();
        _dictionary["x"] = 1;
    }

    private async Step WritesStatic()
    {
        await _word.Load();
        _static++;
        await _word.Store((ulong)_static);
    }

    private async Step CreatesObject()
    {
        await _word.Load();
        var late = new Word("late");
        await late.Load();
    }
}
