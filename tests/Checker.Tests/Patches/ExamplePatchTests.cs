using Model.Systems;
using Patches;

namespace Checker.Tests.Patches;

/// <summary>The patch files of examples/patches do what their comments say.</summary>
public sealed class ExamplePatchTests
{
    private const string Race = "assertion invariant stuck";

    [Theory]
    [InlineData("F1", typeof(CommitNothing))]
    [InlineData("F2", typeof(RepeatInside))]
    [InlineData("F3", typeof(LockAcrossExits))]
    [InlineData("F4", typeof(OneExit))]
    [InlineData("F5", typeof(CompareInUserSpace))]
    [InlineData("F6", typeof(StopTheWorld))]
    [InlineData("F7", typeof(BackByMemslot))]
    [InlineData("F8", typeof(RefuseLocked))]
    public void A_fix_candidate_is_the_same_by_name_and_by_class(string name, Type patch)
    {
        foreach (string settings in new[] { "", "region=mmio-coalesced", "region=ram", "region=readonly", "pause=on", "update=on", "producer=store" })
        {
            string few = $"{settings} experiments=2 memory=sc";
            Assert.Equal(
                Patched.Told(Patched.Explored("lhv-xchg", "kvm", null, $"{few} patch={name}")),
                Patched.Told(Patched.Explored("lhv-xchg", "kvm", patch, few)));
        }
    }

    [Fact]
    public void A_patch_by_name_and_one_by_class_exclude_each_other()
    {
        var exception = Assert.Throws<InputException>(() => Patched.Explored("lhv-xchg", "kvm", typeof(OneExit), "patch=F3"));
        Assert.Equal("patch=F3 and a patch file exclude each other", exception.Message);
    }

    [Theory]
    [InlineData(typeof(RetryWithoutReread), Race, Race, Race, Race, "stuck")]
    [InlineData(typeof(UnlockBeforeSecondExit), Race, Race, "assertion deadlock invariant stuck", Race, "")]
    [InlineData(typeof(RetireBeforeWriteBack), Race, Race, Race, Race, "assertion invariant")]
    public void A_wrong_patch_is_caught(Type patch, string mmio, string coalesced, string updated, string readOnly, string ram) => Assert.Equal(
        [mmio, coalesced, updated, readOnly, ram],
        new[] { "region=mmio", "region=mmio-coalesced", "region=mmio update=on", "region=readonly", "region=ram" }
            .Select(settings => Patched.Kinds(Patched.Explored("lhv-xchg", "kvm", patch, $"{settings} memory=sc"))));

    [Fact]
    public void A_lock_of_the_emulators_keeps_no_native_cpu_out() =>
        Assert.Equal("invariant", Patched.Kinds(Patched.Explored("xmhf-lapic", "emulated", typeof(LockFromReadToWrite), "test=ram trapped=first")));

    [Theory]
    [InlineData("memslot-update", "original", typeof(PauseAroundUpdate), "pause-all")]
    [InlineData("apicv-create", "original", typeof(PendRequestAtCreation), "patch3")]
    [InlineData("xmhf-lapic", "emulated", typeof(LockFromReadToWrite), "global-lock")]
    public void A_patch_of_host_code_cures_what_the_form_of_the_catalogue_cures(string scenario, string original, Type patch, string cured)
    {
        Assert.NotEmpty(Patched.Explored(scenario, original, null).Violations);
        var result = Patched.Explored(scenario, original, patch);
        Assert.Empty(result.Violations);
        Assert.Equal(Patched.Explored(scenario, cured, null).States, result.States);
    }
}
