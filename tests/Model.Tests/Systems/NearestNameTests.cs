using Model.Input;

namespace Model.Tests.Systems;

public sealed class NearestNameTests
{
    private static readonly string[] _names = ["count0", "count1", "count2", "row", "a", "wait_for_token", "lhv-xchg"];

    [Theory]
    [InlineData("count1", "count1")]
    [InlineData("cuont1", "count1")]
    [InlineData("conut2", "count2")]
    [InlineData("cout2", "count2")]
    [InlineData("countt2", "count2")]
    [InlineData("count", "count0")]
    [InlineData("rwo", "row")]
    [InlineData("ROW", "row")]
    [InlineData("LHV-XCHG", "lhv-xchg")]
    [InlineData("wait_token", null)]
    [InlineData("waitfortoken", "wait_for_token")]
    [InlineData("wait-for_tokne", "wait_for_token")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("counter", "count0")]
    [InlineData("dog", null)]
    [InlineData("a_name_that_is_much_longer_than_any", null)]
    public void TheNearestIsFound(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Of(name, _names));

    [Theory]
    [InlineData("ca", "abc", null)]
    [InlineData("abcd", "acbd", "acbd")]
    [InlineData("abcdef", "badcef", "badcef")]
    [InlineData("abcdef", "badcfe", null)]
    public void ASwapOfNeighboursIsOneChange(string name, string candidate, string? expected) =>
        Assert.Equal(expected, NearestName.Of(name, [candidate]));

    [Fact]
    public void WithoutCandidatesNothingIsNear() => Assert.Null(NearestName.Of("row", []));
}
