using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// User space replaces a memory slot by a larger one while vCPUs use its pages: does a healthy guest survive, is a crashed one still stopped, and
/// does memory behave like memory?
/// </summary>
public sealed class MemslotUpdate : Scenario
{
    /// <inheritdoc/>
    public override string Name => "memslot-update";

    /// <inheritdoc/>
    public override string Summary => "KVM's memory slots are replaced while vCPUs run: is a healthy guest killed, or RAM no longer atomic? (KVM list, September 2022)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf(
            "guest",
            "what the vCPUs do with the page: execute it at CPL 0 or 3, move to and from it, LOCK ADD, LOCK ADD against a plain store; or LOCK ADD on a device page that the update turns into "
                + "RAM, port accesses, or a jump to memory that no slot ever covers",
            "fetch-kernel",
            "fetch-user",
            "data",
            "lock",
            "mixed",
            "device",
            "ports",
            "crashed"),
        Parameter.OneOf("kernel", "what a page fault does on an invalid slot: retry (6.19), or treat it as no slot (5.10)", "6.19", "5.10"),
        Parameter.OneOf("emulation", "when KVM emulates an access: after a page fault without a slot, or always", "faults", "always"),
        Parameter.Number("updates", "how often the slot is replaced", 1, 1, 3),
        Parameter.Number("accesses", "instructions by each vCPU", 2, 1, 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => MemslotVariants.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => MemslotMatrix.Rows;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings) => Build(platform, settings, removed: null);

    /// <summary>Builds a model of a variant without one of its parts.</summary>
    internal SystemModel Build(PlatformDescription platform, Settings settings, string? removed)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        var guest = new MemslotGuest(settings.Word("guest"), settings.Number("accesses"));
        var parts = new Parts(removed);
        var memory = new SlotMemory(guest.Page, parts);
        var userSpace = MakeUserSpace(platform.Name, settings, memory, guest.Cpus, parts);
        var configuration = new MemslotConfiguration
        {
            Page = guest.Page,
            RetriesInvalid = settings.Word("kernel") == "6.19",
            IsKernel = guest.Name != "fetch-user",
            IsForced = settings.Word("emulation") == "always",
            IsFetchFailureFatal = !platform.Name.StartsWith("empty-mmio", StringComparison.Ordinal),
        };
        var model = new SystemModel(Name);
        for (int cpu = 0; cpu < guest.Cpus; cpu++)
        {
            var run = new KvmRun(memory, configuration, guest.ProgramOf(cpu), userSpace.Kicks[cpu]);
            var backing = guest.Page == GuestPage.DeviceThenRam ? memory.Device : guest.RamOf(cpu);
            model.Process(FormattableString.Invariant($"vcpu{cpu}"), new VcpuThread(cpu, run, userSpace, backing, guest.IsHealthy).Run);
        }

        int updates = settings.Number("updates");
        model.Process("main", () => userSpace.RunMain(updates));
        AddProperties(model, guest, memory, userSpace);
        return model;
    }

    private static UserSpace MakeUserSpace(string variant, Settings settings, SlotMemory memory, int cpus, Parts parts) => variant switch
    {
        "original" or "empty-mmio" => new UserSpace(memory, cpus),
        "atomic-update" => new AtomicUserSpace(memory, cpus, settings.Word("publications") == "once"),
        "empty-mmio-if-updating" => new ResumingUserSpace(memory, cpus, settings.Word("test") == "sequence" && parts.Has(Part.Sequence)),
        "pause-all" => new PausingUserSpace(memory, cpus, parts),
        "blocker" => new BlockingUserSpace(memory, cpus, settings.Word("counted") == "instructions", parts),
        _ => throw new ArgumentException($"There is no variant {variant}."),
    };

    private static void AddProperties(SystemModel model, MemslotGuest guest, SlotMemory memory, UserSpace userSpace)
    {
        string finished = string.Join(" && ", model.Processes.Select(process => $"finished({process.Name})"));
        model.Observe(userSpace.IsStopped);
        model.Goal(guest.IsHealthy ? finished : "vm_stopped == 1");
        model.Always("nothing is mapped while no slot is published", states =>
            states.Of(memory.Slots).Current.Value != SlotPhase.Deleted || states.Of(memory.Mapping) == 0);
        userSpace.AddProperties(model);
        if (guest.FinalMemory is { } contents)
        {
            model.Observe([.. guest.Ram]);
            model.Always($"{finished} => {contents}");
        }
    }
}
