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
            "Linux 5.10.13, 6.0-rc1, 6.19: kvm_set_memslot, kvm_fetch_guest_virt, handle_emulation_failure, emulator_cmpxchg_emulated",
            [])
        { Logic = typeof(UserSpace) },
        new(
            "atomic-update",
            "one ioctl takes the list of updates",
            Evidence.Reported,
            $"{Thread}; not merged",
            [
                Parameter.OneOf(
                    "publications",
                    "as posted the slots to delete are first published as invalid; or all that changes is published once",
                    "invalid-first",
                    "once"),
            ])
        { Logic = typeof(AtomicUserSpace) },
        new(
            "empty-mmio",
            "an instruction that cannot be fetched is an MMIO exit of length 0, and user space resumes the guest",
            Evidence.Reported,
            $"{Thread}; not merged",
            [])
        { Logic = typeof(UserSpace) },
        new(
            "empty-mmio-if-updating",
            "the same, but user space resumes only because of an update",
            Evidence.Hypothesis,
            $"considered in the {Thread}; never posted",
            [
                Parameter.OneOf(
                    "test",
                    "whether an update is in progress when the exit is handled, or whether one is or has been since before KVM_RUN",
                    "flag",
                    "sequence"),
            ])
        { Logic = typeof(ResumingUserSpace) },
        new(
            "pause-all",
            "user space pauses all vCPUs around the two ioctls",
            Evidence.Hypothesis,
            $"proposed in the {Thread}; QEMU pause_all_vcpus, kvm_cpu_exec",
            [])
        { Logic = typeof(PausingUserSpace) },
        new(
            "blocker",
            "user space lets no vCPU be inside an ioctl during the two ioctls",
            Evidence.ReadInSource,
            "QEMU 8.0 and later: accel-blocker.c, kvm_region_commit (f39b7d2b96e3)",
            [
                Parameter.OneOf(
                    "counted",
                    "what an update waits for: ioctls as in QEMU, or also instructions that have left one half done (a design)",
                    "ioctls",
                    "instructions"),
            ])
        { Logic = typeof(BlockingUserSpace) },
    ];
}
