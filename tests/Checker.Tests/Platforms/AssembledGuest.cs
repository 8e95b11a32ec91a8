using System.Globalization;
using Iced.Intel;
using Model.Catalogue;
using Model.Guests.Images;
using Model.Machine;
using Model.Platforms;
using Model.Systems;

namespace Checker.Tests.Platforms;

/// <summary>
/// A guest of a few instructions a CPU. The words <c>cell</c>, <c>across_line</c> (over the end of a cache line) and
/// <c>across_page</c> lie in the region that the platform serves; <c>result0</c> and <c>result1</c> lie outside.
/// </summary>
internal sealed class AssembledGuest
{
    public const ulong Cell = 0xb8000;
    public const ulong AcrossLine = 0xb803e;
    public const ulong AcrossPage = 0xb8ffe;
    public const ulong Result0 = 0x3000;
    public const ulong Result1 = 0x3008;

    public const ushort LoggedPort = 0x81;
    public const ushort FailingPort = 0x82;

    private const ulong Code = 0x1000;
    private const int CodeOfOneCpu = 0x100;
    private static readonly AddressRange _region = new(Cell, 0x2000);

    private readonly int _bits;
    private readonly byte[] _code;
    private readonly int _cpus;

    public AssembledGuest(int bits, params Action<Assembler>[] cpus)
    {
        byte[] code = new byte[cpus.Length * CodeOfOneCpu];
        for (int cpu = 0; cpu < cpus.Length; cpu++)
        {
            var assembler = new Assembler(bits);
            cpus[cpu](assembler);
            assembler.hlt();
            using var bytes = new MemoryStream();
            _ = assembler.Assemble(new StreamCodeWriter(bytes), EntryOf(cpu));
            bytes.ToArray().CopyTo(code, cpu * CodeOfOneCpu);
        }

        (_bits, _code, _cpus) = (bits, code, cpus.Length);
    }

    public IReadOnlyDictionary<string, ulong> Initially { get; init; } = new Dictionary<string, ulong>();

    public ulong StackSize { get; init; }

    public bool KeepsRegisters { get; init; }

    public bool SharesStacks { get; init; }

    public bool CodeIsWritable { get; init; } = true;

    /// <summary>Symbols of which several may have one name.</summary>
    public IReadOnlyList<GuestSymbol> Statics { get; init; } = [];

    /// <summary>Lines of a symbol file.</summary>
    public string Symbols { get; init; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"cell {Cell} 4\nacross_line {AcrossLine} "
                + $"4\nacross_page {AcrossPage} 4\nplain 0x4000 4\nresult0 {Result0} 4\nresult1 {Result1} 4"
        );

    /// <summary>The guest on a platform with settings as a user writes them.</summary>
    public SystemModel On(string platform, string settings = "")
    {
        var description = PlatformCatalogue.All.Single(candidate => candidate.Name == platform);
        var given = settings
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('='))
            .ToDictionary(word => word[0], word => word[1]);
        var configuration = new GuestConfiguration
        {
            Image = Image(),
            Cpus = [.. Enumerable.Range(0, _cpus).Select(cpu => new CpuConfiguration(cpu, EntryOf(cpu), StackSize))],
            Symbols = Initially,
            KeepsRegisters = KeepsRegisters,
            SharesStacks = SharesStacks,
            Ports = new Dictionary<ushort, PortUse> { [LoggedPort] = PortUse.Log, [FailingPort] = PortUse.Fail },
        };
        return GuestModel.Of(
            "assembled",
            new GuestMachine(
                configuration,
                memory =>
                    PlatformCatalogue.Make(description, new Settings(description.Parameters, given), memory, [_region])
            )
        );
    }

    /// <summary>Whether the two CPUs can end so that an expression is true.</summary>
    public bool CanEndWith(string expression, string platform, string settings = "")
    {
        var result = Explore
            .Model(On(platform, settings).Always($"finished(cpu0) && finished(cpu1) => !({expression})"))
            .Exhaustively();
        Assert.True(result.Exhaustive);
        Assert.Empty(result.VacuousBecause);
        return result.Violations.Count > 0;
    }

    private GuestImage Image()
    {
        var image = FlatImage.Create(
            _code,
            "assembled.bin",
            Code,
            SymbolFile.Parse(FormattableString.Invariant($"bits {_bits}\n{Symbols}"), "assembled.sym")
        );
        return new GuestImage(
            image.File,
            image.Mode,
            image.Segments.Select(segment => segment with { Writable = CodeIsWritable }),
            [.. image.Symbols, .. Statics]
        );
    }

    private static ulong EntryOf(int cpu) => Code + (ulong)(cpu * CodeOfOneCpu);
}
