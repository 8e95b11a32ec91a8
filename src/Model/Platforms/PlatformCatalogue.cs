using Model.Catalogue;
using Model.Input;
using Model.Machine;
using Model.Platforms.Hardware;
using Model.Platforms.HyperV;
using Model.Platforms.Kvm;
using Model.Platforms.Kvm.Patches;
using Model.Platforms.Qemu;
using Model.Platforms.VirtualBox;
using Model.Platforms.VMware;
using Model.Platforms.Xen;

namespace Model.Platforms;

/// <summary>The platforms that guests can run on.</summary>
public static class PlatformCatalogue
{
    /// <summary>The parameter that bounds store buffers.</summary>
    public const string StoreBuffer = "store-buffer";

    // The parameter that names one of the patches that come with a platform.
    private const string PatchParameter = "patch";

    // Real processors have 40 to 70 entries.
    private static readonly IReadOnlyList<Parameter> _processor =
    [
        Parameter.OneOf(
            "memory",
            "how the processor's own accesses are ordered: x86-TSO with store buffers, or sequentially consistent",
            "tso",
            "sc"
        ),
        Parameter.Number(
            StoreBuffer,
            "the most stores that a CPU's buffer is explored with; a CPU that gets there makes the verdict bounded",
            64,
            2,
            100_000
        ),
    ];

    /// <summary>All of them in the order in which they are listed, the hardware first.</summary>
    public static IReadOnlyList<PlatformDescription> All { get; } =
    [
        new(
            "hardware",
            "a locked instruction is one step, wherever its operand lies",
            Evidence.ReadInSource,
            "Intel SDM volume 3, section 9.1.2; good in both reports",
            _processor
        )
        {
            Logic = typeof(HardwarePlatform),
            Versions = "every x86 processor, for cached memory; the reports do not name theirs",
        },
        new(
            "tcg",
            "QEMU stops all other CPUs for an atomic instruction on a device page",
            Evidence.ReadInSource,
            "QEMU 7.2 and 0039e5fd, accel/tcg/cputlb.c; measured on 7.2.22; good in both reports",
            [
                Parameter.OneOf("region", "what is behind the region's addresses", "mmio", "ram"),
                Parameter.OneOf(
                    "qemu",
                    "how an access that is not aligned is cut: 8.1 and later hold the big lock over all of it in a "
                        + "page, 7.2 for a piece",
                    "8.1",
                    "7.2"
                ),
                .. _processor,
            ]
        )
        {
            Logic = typeof(TcgPlatform),
            Options = settings =>
                [
                    new TcgOptions(
                        settings.Word("qemu") == "7.2" ? QemuVersion.V7_2 : QemuVersion.V8_1,
                        settings.Word("region") == "mmio"
                    ),
                ],
            Versions = "QEMU 7.2.22 measured, 7.2 and 0039e5fd read, 5.2.0 as reported",
        },
        new(
            "kvm",
            "KVM's emulator: read the operand, compute, write back; on RAM by compare-exchange, without a memslot by "
                + "two exits",
            Evidence.ReadInSource,
            "Linux x86_emulate_insn, emulator_cmpxchg_emulated, coalesced_mmio.c; QEMU kvm_cpu_exec, "
                + "prepare_mmio_access",
            [.. KvmParameters.All, .. _processor]
        )
        {
            Logic = typeof(KvmPlatform),
            Options = settings => [new KvmOptions(settings)],
            Patches = KvmPatches.All,
            Versions =
                "Linux 5.10.13, 6.0-rc1 and 6.19, read; hosts 5.10.0-19 (Debian 11) and 6.0.14-300.fc37, reported",
        },
        new(
            "kvm-as-reported",
            "the report's guess: a failed compare-exchange on RAM is ignored and the instruction retires",
            Evidence.Hypothesis,
            "kernel bug 216867, 'Guessed cause'",
            _processor
        )
        {
            Logic = typeof(AsReportedPlatform),
            Versions = "hosts 5.10.0-19 (Debian 11) and 6.0.14-300.fc37, reported",
        },
        new(
            "vmware",
            "a locked instruction on VGA memory is a read, then a write",
            Evidence.Hypothesis,
            "fits VMware Player as reported",
            _processor
        )
        {
            Logic = typeof(VMwarePlatform),
            Versions = "VMware Player 16.2.4 build 20089737 on Debian 11; a Windows host, no version given",
        },
        new(
            "virtualbox",
            "one lock is held around each instruction on the device",
            Evidence.Hypothesis,
            "fits VirtualBox as reported",
            _processor
        )
        {
            Logic = typeof(VirtualBoxPlatform),
            Versions = "VirtualBox 6.1.40 on a Linux host",
        },
        new(
            "hyper-v",
            "video memory is ordinary memory to the guest; in 2008 XCHG was emulated as a read, then a write",
            Evidence.Hypothesis,
            "fits Hyper-V as reported; version=2008: reported by the vendor, Microsoft KB2316412",
            [
                Parameter.OneOf(
                    "version",
                    "what was reported lately, or Windows Server 2008 and 2008 R2 before the hotfix of KB2316412",
                    "reported",
                    "2008"
                ),
                .. _processor,
            ]
        )
        {
            Logic = typeof(HyperVPlatform),
            Options = settings => [settings.Word("version") == "2008"],
            Versions =
                "a Windows host, no version given; version=2008: Windows Server 2008 and 2008 R2 without the hotfix",
        },
        new(
            "xen",
            "Xen's emulator: on RAM the real locked instruction on a mapping (from 4.11 on); on MMIO read, compute, "
                + "write",
            Evidence.ReadInSource,
            "Xen x86_emulate, hvmemul_rmw, hvmemul_cmpxchg (cb68799b45 in 4.11)",
            [
                Parameter.OneOf("region", "what is behind the region's addresses", "mmio", "ram"),
                Parameter.OneOf(
                    "version",
                    "before 4.11 every emulated exchange was a plain write, on RAM too",
                    "4.11",
                    "4.10"
                ),
                .. _processor,
            ]
        )
        {
            Logic = typeof(XenPlatform),
            Options = settings => [settings.Word("region") == "mmio", settings.Word("version") == "4.11"],
            Versions = "Xen master of August 2026 (c447b7308b) and its history, around 4.10 and 4.11; not run",
        },
    ];

    /// <summary>The processor itself: the reference that the others are judged against.</summary>
    public static PlatformDescription Hardware => All[0];

    /// <summary>What settings of any platform say about the processor, for the hardware to be compared with.</summary>
    /// <param name="settings">Settings of a platform.</param>
    public static IReadOnlyDictionary<string, string> ProcessorOf(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _processor.ToDictionary(parameter => parameter.Name, parameter => settings.Word(parameter.Name));
    }

    /// <summary>Makes a platform.</summary>
    /// <param name="platform">One of <see cref="All"/>, its logic perhaps replaced by a patch.</param>
    /// <param name="settings">Values for its parameters.</param>
    /// <param name="memory">The guest's memory.</param>
    /// <param name="region">The addresses that the platform serves itself.</param>
    /// <exception cref="ArgumentException">It is not a platform for guests.</exception>
    /// <exception cref="InputException">The patch and the settings do not go together.</exception>
    public static Platform Make(
        PlatformDescription platform,
        Settings settings,
        GuestMemory memory,
        IReadOnlyList<AddressRange> region
    )
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        if (!typeof(Platform).IsAssignableFrom(platform.Logic))
        {
            throw new ArgumentException($"No guest runs on {platform.Name}.", nameof(platform));
        }

        var model = settings.Word("memory") == "sc" ? MemoryModel.SequentialConsistency : MemoryModel.TotalStoreOrder;
        var setup = new PlatformSetup(memory, region, model, settings.Number(StoreBuffer));
        return Chosen(platform, settings).Make<Platform>([setup, .. platform.Options(settings)]);
    }

    // A patch of the user's, one that comes with the platform, or the logic as it is.
    private static Patch Chosen(PlatformDescription platform, Settings settings)
    {
        if (platform.Patches.Count == 0 || !platform.Patches.TryGetValue(settings.Word(PatchParameter), out var chosen))
        {
            return platform.Patch ?? new Patch(platform.Logic!, "");
        }

        string name = settings.Word(PatchParameter);
        return platform.Patch is null
            ? new Patch(chosen, name)
            : throw new InputException(
                $"{PatchParameter}={name} and a patch file exclude each other",
                $"leave out --set {PatchParameter}={name}"
            );
    }
}
