using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

public sealed class OperationTests
{
    private readonly Word _one = new("one");
    private readonly Word _other = new("other");

    [Fact]
    public void An_operation_that_throws() =>
        Assert.Equal(
            "the operation custom [one, other] of process p throws InvalidOperationException: broken",
            Refused((_, _) => throw new InvalidOperationException("broken"))
        );

    [Fact]
    public void An_operation_that_looks_at_more_than_it_says()
    {
        var third = new Word("third");
        Assert.Equal(
            "the operation custom [one, other] looks at third, which its footprint does not name",
            Refused((states, _) => states.Of(third))
        );
    }

    [Fact]
    public void An_operation_that_changes_more_than_it_says()
    {
        var third = new Word("third");
        Assert.Equal(
            "the operation custom [one, other] changes third, which its footprint does not name as written",
            Refused((_, outcomes) => outcomes.Add(default, third.To(1)))
        );
    }

    [Fact]
    public void An_operation_that_changes_what_it_says_to_read() =>
        Assert.Equal(
            "the operation custom [one, other] changes other, which its footprint does not name as written",
            Refused((_, outcomes) => outcomes.Add(default, _other.To(1)))
        );

    [Fact]
    public void An_operation_that_changes_an_object_twice() =>
        Assert.Equal(
            "the operation custom [one, other] changes one twice in one outcome",
            Refused((_, outcomes) => outcomes.Add(default, _one.To(1), _one.To(2)))
        );

    [Fact]
    public void An_operation_that_is_not_a_function_of_the_state()
    {
        async Step Body()
        {
            await _one.Load();
            await new Impure(_one, _other);
        }

        Assert.Equal(
            "the operation impure [one, other] is not a pure function of the objects it looks at",
            Refused(Body)
        );
    }

    [Fact]
    public void A_property_that_throws()
    {
        async Step Body() => await _one.Load();

        Assert.Equal(
            "the property 'broken' throws InvalidOperationException: no",
            Refusal.Of(
                new SystemModel("m").Process("p", Body).Always("broken", _ => throw new InvalidOperationException("no"))
            )
        );
    }

    private string Refused(Action<StateView, Outcomes<Nothing>> apply)
    {
        async Step Body() => await new Custom(_one, _other, apply);

        return Refused(Body);
    }

    // Another process changes both objects, so that the operation is computed in more than one state.
    private string Refused(Func<Step> body)
    {
        async Step Change()
        {
            await _one.Store(1);
            await _other.Store(1);
        }

        return Refusal.Of(new SystemModel("m").Process("p", body).Process("q", Change));
    }

    private sealed record Custom(Word One, Word Other, Action<StateView, Outcomes<Nothing>> Rule) : Operation<Nothing>
    {
        public override string Kind => "custom";

        public override IReadOnlyList<Access> Footprint => [Access.Write(One), Access.Read(Other)];

        protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => Rule(states, outcomes);
    }

    private sealed record Impure(Word One, Word Other) : Operation<Nothing>
    {
        public override string Kind => "impure";

        public override IReadOnlyList<Access> Footprint => [Access.Read(One), Access.Read(Other)];

        protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
        {
            bool first = AppContext.GetData(nameof(Impure)) is null;
            AppContext.SetData(nameof(Impure), first ? "seen" : null);
            _ = states.Of(first ? One : Other);
            outcomes.Add(default);
        }
    }
}
