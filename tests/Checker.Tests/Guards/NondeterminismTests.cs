using System.Runtime.CompilerServices;
using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

public sealed class NondeterminismTests
{
    private const string Text =
        "process p is not deterministic: after load [word] it does not behave the same way twice; "
        + "a body must not use the clock, random numbers, hash order or anything else outside the model; use Choice "
        + "for nondeterminism";

    private readonly Word _word = new("word");

    [Fact]
    public void A_random_number() => Assert.Equal(Text, Verified(() => (ulong)Random.Shared.NextInt64()));

    [Fact]
    public void The_time() => Assert.Equal(Text, Verified(() => (ulong)DateTime.UtcNow.Ticks));

    [Fact]
    public void A_fresh_identifier() => Assert.Equal(Text, Verified(() => (ulong)Guid.NewGuid().GetHashCode()));

    [Fact]
    public void The_hash_of_a_new_object() =>
        Assert.Equal(Text, Verified(() => (ulong)RuntimeHelpers.GetHashCode(new object())));

    [Fact]
    public void At_the_start_of_the_body()
    {
        async Step Body() => await _word.Store((ulong)Random.Shared.NextInt64());

        Assert.Equal(
            Text.Replace("load [word]", "its start", StringComparison.Ordinal),
            Refusal.Of(Explore.Model(new SystemModel("random").Process("p", Body)) with { VerifyModel = true })
        );
    }

    [Fact]
    public void A_choice_is_nondeterminism_of_the_model()
    {
        async Step Body() => await _word.Store(await Choice.Of(1UL, 2UL));

        var result = (
            Explore.Model(new SystemModel("choice").Process("p", Body)) with
            {
                VerifyModel = true,
            }
        ).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
    }

    [Fact]
    public void A_local_that_is_refused_anyway_is_told_as_what_it_is()
    {
        async Step Body()
        {
            var set = new HashSet<int> { 1 };
            await _word.Load();
            await _word.Store((ulong)set.Count);
        }

        Assert.StartsWith(
            "process p holds the local set of Body across an await, and it is or contains a HashSet",
            Refusal.Of(Explore.Model(new SystemModel("set").Process("p", Body)) with { VerifyModel = true }),
            StringComparison.Ordinal
        );
    }

    private string Verified(Func<ulong> source)
    {
        async Step Body()
        {
            await _word.Load();
            await _word.Store(source());
        }

        return Refusal.Of(Explore.Model(new SystemModel("random").Process("p", Body)) with { VerifyModel = true });
    }
}
