using Checker.Tests.Architecture;
using Model.Input;
using Model.Platforms.Kvm.Patches;
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
        foreach (
            string settings in new[]
            {
                "",
                "region=mmio-coalesced",
                "region=ram",
                "region=readonly",
                "pause=on",
                "update=on",
                "producer=store",
            }
        )
        {
            string few = $"{settings} experiments=2 memory=sc";
            Assert.Equal(
                Patched.Told(Patched.Explored("lhv-xchg", "kvm", null, $"{few} patch={name}")),
                Patched.Told(Patched.Explored("lhv-xchg", "kvm", patch, few))
            );
        }
    }

    [Fact]
    public void A_patch_by_name_and_one_by_class_exclude_each_other()
    {
        var exception = Assert.Throws<InputException>(() =>
            Patched.Explored("lhv-xchg", "kvm", typeof(OneExit), "patch=F3")
        );
        Assert.Equal("patch=F3 and a patch file exclude each other", exception.Message);
    }

    [Theory]
    [MemberData(nameof(WrongPatches))]
    public void A_wrong_patch_is_caught_as_the_page_says(Type patch, string settings, string kinds) =>
        Assert.Equal(kinds, Patched.Kinds(Patched.Explored("lhv-xchg", "kvm", patch, $"{settings} memory=sc")));

    /// <summary>The cells of the table of wrong patches in docs/platforms.md.</summary>
    public static TheoryData<Type, string, string> WrongPatches()
    {
        string[][] columns =
        [
            ["region=mmio", "region=mmio-coalesced"],
            ["region=mmio update=on"],
            ["region=readonly"],
            ["region=ram"],
        ];
        var patches = new Dictionary<string, Type>
        {
            ["wrong-retry-without-reread.cs"] = typeof(RetryWithoutReread),
            ["wrong-unlock-before-second-exit.cs"] = typeof(UnlockBeforeSecondExit),
            ["wrong-retire-before-write-back.cs"] = typeof(RetireBeforeWriteBack),
        };
        var cells = new TheoryData<Type, string, string>();
        foreach (
            string[] row in File.ReadLines(Path.Combine(Repository.Root, "docs", "platforms.md"))
                .Where(line => line.StartsWith("| [wrong-", StringComparison.Ordinal))
                .Select(line => line.Trim('|', ' ').Split(" | "))
        )
        {
            string file = row[0][1..row[0].IndexOf(']', StringComparison.Ordinal)];
            Assert.Equal(columns.Length, row.Length - 1);
            Assert.True(patches.Remove(file, out var patch), file);
            foreach (
                var (settings, claim) in columns
                    .Zip(row.Skip(1))
                    .SelectMany(column => column.First.Select(one => (one, column.Second)))
            )
            {
                cells.Add(
                    patch!,
                    settings,
                    claim == "holds"
                        ? ""
                        : string.Join(
                            ' ',
                            claim
                                .Replace("race", Race, StringComparison.Ordinal)
                                .Split([' ', ',', '`'], StringSplitOptions.RemoveEmptyEntries)
                                .Order(StringComparer.Ordinal)
                        )
                );
            }
        }

        Assert.Empty(patches);
        return cells;
    }

    [Fact]
    public void A_lock_of_the_emulators_keeps_no_native_cpu_out() =>
        Assert.Equal(
            "invariant",
            Patched.Kinds(
                Patched.Explored("xmhf-lapic", "emulated", typeof(LockFromReadToWrite), "test=ram trapped=first")
            )
        );

    [Theory]
    [InlineData("memslot-update", "original", typeof(PauseAroundUpdate), "pause-all")]
    [InlineData("apicv-create", "original", typeof(PendRequestAtCreation), "patch3")]
    [InlineData("xmhf-lapic", "emulated", typeof(LockFromReadToWrite), "global-lock")]
    public void A_patch_of_host_code_cures_what_the_form_of_the_catalogue_cures(
        string scenario,
        string original,
        Type patch,
        string cured
    )
    {
        Assert.NotEmpty(Patched.Explored(scenario, original, null).Violations);
        var result = Patched.Explored(scenario, original, patch);
        Assert.Empty(result.Violations);
        Assert.Equal(Patched.Explored(scenario, cured, null).States, result.States);
    }
}
