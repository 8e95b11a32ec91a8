using Checker.Tests.Objects.Kernel;
using Model.Objects;
using Model.Steps;

namespace Checker.Tests.Objects;

public sealed class WaitTests
{
    private readonly Word _word = new("word");

    [Fact]
    public void Conditions_that_capture_different_values_are_different_operations()
    {
        async Step Body()
        {
            ulong limit = await Choice.Of(1UL, 2UL);
            await Reaches(limit);
        }

        async Step Store() => await _word.Store(1);

        Assert.Equal(["deadlock: deadlock"], Kernels.Judge(Body, Store));
    }

    private Operation<Nothing> Reaches(ulong limit) =>
        Wait.Until(states => states.Of(_word) >= limit, "reaches the limit", _word);
}
