using System.Globalization;
using Model.Guests;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>
/// The experiment of kernel bug 216867, run from machine code: CPU 0 hands out tokens through one cell in VGA memory, the other CPUs exchange
/// it for 0, and each token must be received exactly once.
/// </summary>
public sealed class LhvExchange : Scenario
{
    private const ulong VideoMemory = 0xb8000;
    private const ulong VideoMemorySize = 0x8000;
    private const ulong StackSize = 0x1000;

    /// <inheritdoc/>
    public override string Name => "lhv-xchg";

    /// <inheritdoc/>
    public override string Summary => "a guest's XCHG on VGA memory: is each token that CPU 0 puts into one cell received exactly once? (kernel bug 216867)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Number("experiments", "tokens that CPU 0 hands out", 3, 1, 1000),
        Parameter.Number("consumers", "CPUs that compete for each token", 2, 2, 6),
        Parameter.OneOf("producer", "how CPU 0 hands a token out: XCHG as the program does, or a plain store as the report's text says", "xchg", "store"),
        Parameter.OneOf("guest", "the build: hand-written assembly, the same with 32-bit counters, gcc -O0, gcc -O2, gcc -O2 for 64 bits", "asm", "narrow", "O0", "O2", "64"),
        Parameter.OneOf("address", "the cell's linear address: as its physical one, or in the direct map of a 64-bit kernel (guest=64 only)", "identity", "kernel"),
        Parameter.OneOf("registers", "whether registers and flags that the code will not read again count in the state", "live", "kept"),
        Parameter.OneOf("stacks", "whether a CPU's stack is its own or ordinary shared memory", "private", "shared"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => PlatformCatalogue.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => LhvExchangeMatrix.Rows;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        var machine = new GuestMachine(
            Configuration(settings),
            memory => PlatformCatalogue.Make(platform, settings, memory, [new AddressRange(VideoMemory, VideoMemorySize)]));
        int consumers = settings.Number("consumers");
        string received = string.Join(" + ", Enumerable.Range(1, consumers).Select(cpu => string.Create(CultureInfo.InvariantCulture, $"count{cpu}")));
        return GuestModel.Of(Name, machine)
            .Always($"at(cpu0, row) => {received} == count0")
            .Always($"{received} <= count0 + 1")
            .Goal("finished(cpu0)");
    }

    private static GuestConfiguration Configuration(Settings settings)
    {
        string guest = settings.Word("guest");
        string file = (guest == "64" ? "lhv64-O2" : $"lhv-{guest}") + $"-{settings.Word("producer")}.elf";
        var image = GuestLibrary.Load(file);
        var symbols = new Dictionary<string, ulong> { ["experiments"] = (ulong)settings.Number("experiments") };
        if (settings.Word("address") == "kernel")
        {
            if (guest != "64")
            {
                throw new InputException("address=kernel needs a 64-bit guest", "add --set guest=64");
            }

            symbols.Add("cell_pointer", PageTable.DirectMap + VideoMemory);
        }

        bool usesStack = guest is "O0" or "O2" or "64";
        return new GuestConfiguration
        {
            Image = image,
            Cpus = [.. Enumerable.Range(0, settings.Number("consumers") + 1)
                .Select(cpu => new CpuConfiguration(cpu, image.Find(string.Create(CultureInfo.InvariantCulture, $"cpu{cpu}")).Address, usesStack ? StackSize : 0))],
            Symbols = symbols,
            Ports = new Dictionary<ushort, PortUse> { [0xe8] = PortUse.Fail, [0xe9] = PortUse.Log },
            KeepsRegisters = settings.Word("registers") == "kept",
            SharesStacks = settings.Word("stacks") == "shared",
        };
    }
}
