
using Model.Litmus;

namespace Checker.Tests.Litmus;

public sealed class OwnTestsTests
{
    public static TheoryData<string> Manual() =>
        [.. LitmusFolder.Files("sdm").Select(Path.GetFileName).OfType<string>()];

    public static TheoryData<string> Emulation() =>
        [.. LitmusFolder.Files("emulation").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Manual))]
    public void Examples_of_the_manual_are_allowed_or_forbidden_as_it_says(string file)
    {
        var run = LitmusRuns.RunFile(Path.Combine(LitmusFolder.Path, "sdm", file));

        Assert.True(run.IsOk, $"{run.Observation}: {string.Join(" ", run.FullStates)}");
        Assert.True(run.Result.Exhaustive);
    }

    [Theory]
    [InlineData("03-store-buffering.litmus")]
    [InlineData("05-forwarding.litmus")]
    public void What_only_a_store_buffer_allows_is_forbidden_without_one(string file)
    {
        Assert.Equal(
            "Never",
            LitmusRuns.RunFile(Path.Combine(LitmusFolder.Path, "sdm", file), "hardware", "memory=sc").Observation
        );
    }

    [Theory]
    [MemberData(nameof(Emulation))]
    public void Tests_of_emulation_hold_on_the_hardware(string file)
    {
        foreach (string memory in new[] { "memory=sc", "memory=tso" })
        {
            var run = LitmusRuns.RunFile(Path.Combine(LitmusFolder.Path, "emulation", file), "hardware", memory);
            bool needsBuffer = file == "mov-store-buffering.litmus" && memory == "memory=sc";
            Assert.Equal(!needsBuffer, run.IsOk);
        }
    }

    [Fact]
    public void Every_test_is_called_like_its_file() =>
        Assert.All(
            LitmusFolder.Files("sdm").Concat(LitmusFolder.Files("emulation")),
            file => Assert.Equal(Path.GetFileNameWithoutExtension(file), LitmusTest.Read(file).Name)
        );
}
