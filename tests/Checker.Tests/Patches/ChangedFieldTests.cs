using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Checker.Tests.Patches;

/// <summary>
/// A patch that counts in a field of its own is refused: the explored state does not hold that field.
/// </summary>
public sealed class ChangedFieldTests
{
    [Fact]
    public void A_field_that_a_step_of_a_platform_changes()
    {
        var exception = Assert.Throws<ModelException>(() =>
            Patched.Explored("lhv-xchg", "kvm", typeof(Counting), "experiments=1")
        );
        Assert.Equal(
            "process cpu1 changes the field _count of Counting, which the explored state does not hold; make it a "
                + "shared object, or a local of the process",
            exception.Message
        );
    }

    private sealed class Counting(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
    {
        private int _count;

        protected override CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten)
        {
            _count++;
            return base.Retire(before, effect, isWritten);
        }
    }
}
