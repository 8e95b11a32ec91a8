using Model.Objects;
using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>Makes the machine of a design.</summary>
internal sealed class MachineBuilder
{
    private readonly string _design;
    private readonly Settings _settings;
    private readonly Parts _parts;
    private readonly World _world = new();

    public MachineBuilder(string design, Settings settings, Parts parts)
    {
        _design = design;
        _settings = settings;
        _parts = parts;
        TrapsAll = settings.Word("trapped") == "all";
    }

    /// <summary>Whether all CPUs are trapped.</summary>
    public bool TrapsAll { get; }

    /// <summary>Whether a CPU's accesses to the LAPIC page meet those of others.</summary>
    public bool SharesRegister(int cpu) => (TrapsAll || cpu == 0) && (_design != "stepping" || _settings.Word("state") == "global");

    /// <summary>The machine that executes a test.</summary>
    public Machine Make(LapicTest test)
    {
        if (_design == "stepping")
        {
            bool sharesPageTable = _settings.Word("ept") == "shared";
            return sharesPageTable && !TrapsAll
                ? throw new InputException("with one EPT for all, every CPU is trapped", "leave trapped at all")
                : new SteppingMachine(_world, TrapsAll, sharesPageTable, _settings.Word("state") == "global", test, _parts);
        }

        var memory = new MemoryService(test.Cpus, _parts);
        var locks = Sequence<SharedMutex>.Of(new SharedMutex("lock0"), new SharedMutex("lock1"));
        return new EmulatingMachine(_world, TrapsAll, memory, [.. Enumerable.Range(0, test.Cpus).Select(cpu => MakeEmulator(cpu, memory, locks))]);
    }

    private Emulator MakeEmulator(int cpu, MemoryService memory, Sequence<SharedMutex> locks) => _design switch
    {
        "emulated" => new SplitEmulator(cpu, memory, Checks()),
        "compare-exchange" => new CompareExchangeEmulator(cpu, memory, _parts),
        "load-linked" => new LoadLinkedEmulator(cpu, memory, _parts),
        "global-lock" => new GlobalLockEmulator(cpu, memory, locks[0], _parts),
        "page-locks" => new PageLockEmulator(cpu, memory, locks, _settings.Word("order") == "physical", _parts),
        "mapping" => new MappingEmulator(cpu, memory, _settings.Word("frames") == "any", _parts),
        "stop-the-world" => new StopEmulator(cpu, memory, _world, _parts),
        _ => throw new ArgumentException($"There is no design {_design}."),
    };

    private SegmentChecks Checks() => _settings.Word("checks") switch
    {
        "corrected" => SegmentChecks.Corrected,
        "as-written" => SegmentChecks.AsWritten,
        _ => SegmentChecks.None,
    };
}
