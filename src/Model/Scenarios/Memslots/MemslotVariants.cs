using Model.Catalogue;
using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>The ways to replace a memory slot that were proposed, or merged.</summary>
internal static class MemslotVariants
{
    private const string Thread = "thread of '[RFC PATCH 0/9] kvm: implement atomic memslot updates', September 2022";

    public static IReadOnlyList<PlatformDescription> All { get; } =
    [
        new(
            "original",
            "DELETE and CREATE are two ioctls while vCPUs run; an instruction that cannot be fetched is fatal",
            Evidence.ReadInSource,
            "Linux 5.10.13, 6.0-rc1, 6.19: kvm_set_memslot, kvm_fetch_guest_virt, handle_emulation_failure, "
                + "emulator_cmpxchg_emulated",
            []
        )
        {
            Logic = typeof(UserSpace),
        },
        new(
            "atomic-update",
            "one ioctl takes the list of updates",
            Evidence.Reported,
            $"{Thread}; not merged",
            [
                Parameter.OneOf(
                    "publications",
                    "as posted the slots to delete are first published as invalid; or all that changes is published "
                        + "once",
                    "invalid-first",
                    "once"
                ),
            ]
        )
        {
            Logic = typeof(AtomicUserSpace),
        },
        new(
            "empty-mmio",
            "an instruction that cannot be fetched is an MMIO exit of length 0, and user space resumes the guest",
            Evidence.Reported,
            $"{Thread}; not merged",
            []
        )
        {
            Logic = typeof(UserSpace),
        },
        new(
            "empty-mmio-if-updating",
            "the same, but user space resumes only because of an update",
            Evidence.Hypothesis,
            $"considered in the {Thread}; never posted",
            [
                Parameter.OneOf(
                    "test",
                    "whether an update is in progress when the exit is handled, or whether one is or has been since "
                        + "before KVM_RUN",
                    "flag",
                    "sequence"
                ),
            ]
        )
        {
            Logic = typeof(ResumingUserSpace),
        },
        new(
            "pause-all",
            "user space pauses all vCPUs around the two ioctls",
            Evidence.Hypothesis,
            $"proposed in the {Thread}; QEMU pause_all_vcpus, kvm_cpu_exec",
            []
        )
        {
            Logic = typeof(PausingUserSpace),
        },
        new(
            "blocker",
            "user space lets no vCPU be inside an ioctl during the two ioctls",
            Evidence.ReadInSource,
            "QEMU 8.0 and later: accel-blocker.c, kvm_region_commit (f39b7d2b96e3)",
            [
                Parameter.OneOf(
                    "counted",
                    "what an update waits for: ioctls as in QEMU, or also instructions that have left one half done "
                        + "(a design)",
                    "ioctls",
                    "instructions"
                ),
            ]
        )
        {
            Logic = typeof(BlockingUserSpace),
        },
    ];
}

/// <summary>One ioctl that takes a list of updates.</summary>
public class AtomicUserSpace : UserSpace
{
    private readonly bool _once;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public AtomicUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _once = setup.Settings.Word("publications") == "once";
    }

    /// <inheritdoc/>
    protected override Step Update() => Replace();

    /// <summary>The one ioctl: one publication does it, or the slot is published as invalid first.</summary>
    [Overridable(
        "kvm_set_memslot, a list of updates",
        "replaces the slot in one ioctl: one publication, or the slot is published as invalid first"
    )]
    protected virtual async Step Replace()
    {
        await Publish(_once ? SlotPhase.Created : SlotPhase.Invalid, isLast: false);
        await Zap();
        if (!_once)
        {
            await Publish(SlotPhase.Created, isLast: true);
        }
    }
}

/// <summary>
/// Resumes a guest whose instruction could not be fetched, but only because of an update. A counter is odd while one is
/// in progress.
/// </summary>
public class ResumingUserSpace : UserSpace
{
    private readonly Word _updates = new("updates");

    // Whether the counter is also read before KVM_RUN, to notice updates that are over.
    private readonly bool _samples;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ResumingUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _samples = setup.Settings.Word("test") == "sequence" && setup.Has(Part.Sequence);
    }

    /// <inheritdoc/>
    protected override async Step<ulong> Enter(int cpu, bool isHalfDone) =>
        _samples ? await _updates.Load().In("before KVM_RUN") : 0;

    /// <inheritdoc/>
    protected override async Step<bool> Resumes(ulong sample)
    {
        ulong now = await _updates.Load().In("empty MMIO exit");
        return now % 2 == 1 || (_samples && now != sample);
    }

    /// <inheritdoc/>
    protected override async Step Update()
    {
        await _updates.FetchAdd(1);
        await DeleteAndCreate();
        await _updates.FetchAdd(1);
    }
}
