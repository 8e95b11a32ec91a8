using Model.Objects.Kernel;
using Model.Steps;

namespace Checker.Tests.Objects.Kernel;

public sealed class RcuPointerTests
{
    [Fact]
    public void A_reader_sees_one_generation_or_the_next()
    {
        var pointer = new RcuPointer<int>("map", 10);
        async Step Read()
        {
            var seen = await pointer.Dereference();
            Claim.That(seen.Value == 10 + (10 * seen.Generation), "a generation has one value");
            Claim.That(seen.Generation == 0, "only the first generation is seen");
        }

        async Step Replace()
        {
            var old = await pointer.Assign(20);
            Claim.That(old == new Published<int>(0, 10), "the former target is answered");
        }

        Assert.Equal(["assertion: only the first generation is seen"], Kernels.Judge(Read, Replace));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var section = new SleepableRcu("srcu");
        var pointer = new RcuPointer<int>("map", 0, section);
        async Step FollowOutside() => await pointer.Dereference();
        async Step FreePublished() => await pointer.Free(0);
        async Step FreeTwice()
        {
            await pointer.Assign(1);
            await pointer.Free(0);
            await pointer.Free(0);
        }

        Assert.Equal(["assertion: map is followed only in a read section of srcu"], Kernels.Judge(FollowOutside));
        Assert.Equal(["assertion: map is not freed while it is published"], Kernels.Judge(FreePublished));
        Assert.Equal(["assertion: map is not freed twice"], Kernels.Judge(FreeTwice));
    }
}
