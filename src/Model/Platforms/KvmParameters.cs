using Model.Catalogue;
using Model.Platforms.Kvm.Patches;

namespace Model.Platforms;

/// <summary>What can be set about KVM.</summary>
internal static class KvmParameters
{
    public static IReadOnlyList<Parameter> All { get; } =
    [
        Parameter.OneOf(
            "region",
            "what is behind the region's addresses",
            "mmio",
            "mmio-coalesced",
            "ram",
            "readonly"
        ),
        Parameter.OneOf(
            "kernel",
            "the kernel's version; 5.19-regression is 1c2361f667f3 without its fix 33fbe6befa62",
            "6.19",
            "6.0",
            "5.19-regression",
            "5.10"
        ),
        Parameter.OneOf(
            "patch",
            "a fix to try: F1 no commit on failure, F2 repeat inside, F3 lock across exits, F4 one exit, F5 compare "
                + "in user space, F6 stop the world, F7 memslot, F8 refuse",
            ["none", .. KvmPatches.All.Keys]
        ),
        Parameter.OneOf(
            "pause",
            "whether user space pauses and resumes all vCPUs once; on: as QEMU does; between-exits: with "
                + "instructions half done, a hypothesis about other user spaces",
            "off",
            "on",
            "between-exits"
        ),
        Parameter.OneOf(
            "update",
            "whether user space updates memslots once, which keeps all vCPUs out of KVM_RUN meanwhile: QEMU 8.0 and "
                + "later",
            "off",
            "on"
        ),
        Parameter.OneOf(
            "split-lock-detection",
            "whether the host CPU has it: then a locked access across a cache line is emulated as a write",
            "off",
            "on"
        ),
        Parameter.OneOf(
            "tearing",
            "whether emulated plain accesses to RAM move the last 1 to 7 bytes one at a time, as the kernel's copy "
                + "routines may",
            "off",
            "on"
        ),
        Parameter.Number("ring", "writes that the coalesced ring holds", 169, 1, 169),
    ];
}
