using Model.Catalogue;

namespace Model.Scenarios.XmhfLapic;

/// <summary>The ways to intercept an access to the LAPIC page, or to emulate an instruction at all.</summary>
internal static class LapicDesigns
{
    private const string NotBuilt = "a design; XMHF has none of it";

    public static IReadOnlyList<PlatformDescription> All { get; } =
    [
        new(
            "stepping",
            "the page is opened in that CPU's EPT, the processor executes the one instruction, the page is closed",
            Evidence.ReadInSource,
            "xmhf64 4cfa1eee1: EPT violation, g_vmx_virtual_LAPIC_base, g_vmx_lapic_reg, debug exception",
            [
                Parameter.OneOf("ept", "one EPT for each CPU as in XMHF, or one for all", "per-cpu", "shared"),
                Parameter.OneOf(
                    "state",
                    "what is kept from opening to closing: plain globals as in XMHF, or one copy for each CPU",
                    "global",
                    "per-cpu"
                ),
            ]
        )
        {
            Logic = typeof(SteppingMachine),
        },
        new(
            "emulated",
            "exit handler, emulator and memory pass messages: read, then write",
            Evidence.ReadInSource,
            "xmhf64-dev 1be476896: emulate_instruction, access_memory_gv, access_special_memory; seed 002's flow of "
                + "information",
            [
                Parameter.OneOf(
                    "checks",
                    "segments: as the processor checks them; guestmem_desegment as written (limit two bytes short, "
                        + "failure halts); not at all",
                    "corrected",
                    "as-written",
                    "none"
                ),
            ]
        )
        {
            Logic = typeof(SplitEmulator),
        },
        new(
            "compare-exchange",
            "KVM's design: read, compare-exchange, execute again when it fails; a plain write where there is no "
                + "compare-exchange",
            Evidence.Hypothesis,
            $"Linux emulator_cmpxchg_emulated carried over; {NotBuilt}",
            []
        )
        {
            Logic = typeof(CompareExchangeEmulator),
        },
        new(
            "load-linked",
            "the memory remembers readers and refuses a write after another's; executed again then",
            Evidence.Hypothesis,
            NotBuilt,
            []
        )
        {
            Logic = typeof(LoadLinkedEmulator),
        },
        new(
            "global-lock",
            "one lock held from read to write by every emulated locked instruction",
            Evidence.Hypothesis,
            NotBuilt,
            []
        )
        {
            Logic = typeof(GlobalLockEmulator),
        },
        new(
            "page-locks",
            "one lock for each physical page, held from read to write",
            Evidence.Hypothesis,
            NotBuilt,
            [
                Parameter.OneOf(
                    "order",
                    "of taking two of them: the order of the access, or that of physical addresses",
                    "access",
                    "physical"
                ),
            ]
        )
        {
            Logic = typeof(PageLockEmulator),
        },
        new(
            "mapping",
            "the real locked instruction on a mapping of the operand; read, then write, where there is no mapping",
            Evidence.Hypothesis,
            $"Xen hvmemul_rmw, hvmemul_map_linear_addr carried over; {NotBuilt}",
            [
                Parameter.OneOf(
                    "frames",
                    "what can be mapped as one range: what the identity map shows so, or any two frames",
                    "identity",
                    "any"
                ),
            ]
        )
        {
            Logic = typeof(MappingEmulator),
        },
        new(
            "stop-the-world",
            "all other CPUs are stopped from read to write, natively executing ones too",
            Evidence.Hypothesis,
            $"XMHF's quiesce; {NotBuilt} on this path",
            []
        )
        {
            Logic = typeof(StopEmulator),
        },
    ];
}
