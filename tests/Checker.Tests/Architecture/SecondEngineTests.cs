namespace Checker.Tests.Architecture;

/// <summary>Microsoft.Coyote is one option away, and nothing here needs it.</summary>
public sealed class SecondEngineTests
{
    [Theory]
    [InlineData("Checker.sln")]
    [InlineData("Directory.Packages.props")]
    [InlineData(".ci/run")]
    public void The_default_build_knows_nothing_of_Coyote(string file) =>
        Assert.DoesNotContain(
            "Coyote",
            File.ReadAllText(Path.Combine(Repository.Root, file)),
            StringComparison.OrdinalIgnoreCase
        );

    [Fact]
    public void The_second_engine_is_where_it_is_said_to_be() =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Coyote", "Coyote.sln")));
}
