using System.Globalization;
using System.Text;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Checker.Validation;

/// <summary>One instruction with all that it meets, and what a processor makes of it.</summary>
internal sealed class InstructionTest
{
    // Bytes beside the operand that must stay as they are.
    private const int Beside = 4;
    private const int LargestPiece = 16;

    private static readonly GeneralRegister[] _registers = Enum.GetValues<GeneralRegister>();

    private static readonly (CpuFlags Flag, string Name)[] _flags =
    [
        (CpuFlags.Carry, "cf"),
        (CpuFlags.Parity, "pf"),
        (CpuFlags.Adjust, "af"),
        (CpuFlags.Zero, "zf"),
        (CpuFlags.Sign, "sf"),
        (CpuFlags.Trap, "tf"),
        (CpuFlags.Interrupt, "if"),
        (CpuFlags.Direction, "df"),
        (CpuFlags.Overflow, "of"),
    ];

    private InstructionTest(
        GuestInstruction instruction,
        CpuState before,
        CpuState after,
        IReadOnlyList<MemoryAccess> observed,
        Func<ulong, byte> memory
    )
    {
        Instruction = instruction;
        Before = before;
        Observed = observed;
        Expected = Format(after, place => Number(place, memory));
    }

    /// <summary>The instruction.</summary>
    public GuestInstruction Instruction { get; }

    /// <summary>The CPU before it.</summary>
    public CpuState Before { get; }

    /// <summary>
    /// The memory to look at: the operands and some bytes beside them, in pieces of at most 16 bytes.
    /// </summary>
    public IReadOnlyList<MemoryAccess> Observed { get; }

    /// <summary>How it ends on a processor, as <see cref="Format"/> writes it.</summary>
    public string Expected { get; }

    /// <summary>Its mnemonic, with LOCK where that makes a difference.</summary>
    public string Name =>
        (Instruction.Locked && Instruction.Mnemonic != Mnemonic.Xchg ? "lock " : "")
        + Instruction.Mnemonic.ToString().ToLowerInvariant();

    /// <summary>Makes a test; <c>null</c> when the instruction faults on a processor.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="before">The CPU before it.</param>
    /// <param name="memory">The memory before it.</param>
    public static InstructionTest? Of(GuestInstruction instruction, CpuState before, Func<ulong, byte> memory)
    {
        var written = new Dictionary<ulong, byte>();
        var observed = new SortedSet<ulong>();
        var cpu = before;
        do
        {
            var accesses = GuestSemantics.Plan(instruction, cpu, instruction.Mode);
            if (accesses.None)
            {
                break;
            }

            var loaded = accesses.Load is { } load ? Number(load, Read) : 0;
            loaded |= accesses.SecondLoad is { } second ? Number(second, Read) << 64 : 0;
            var effect = GuestSemantics.Execute(instruction, cpu, instruction.Mode, loaded);
            if (effect.Outcome != InstructionOutcome.Continue)
            {
                return null;
            }

            foreach (var access in new[] { accesses.Load, accesses.SecondLoad, accesses.Store }.OfType<MemoryAccess>())
            {
                observed.UnionWith(
                    Enumerable
                        .Range(-Beside, access.Size + (2 * Beside))
                        .Select(offset => access.Address + (ulong)offset)
                );
            }

            for (int i = 0; i < (accesses.Store?.Size ?? 0); i++)
            {
                written[accesses.Store!.Value.Address + (ulong)i] = (byte)(effect.Stored >> (i * 8));
            }

            cpu = effect.After;
        } while (cpu.Rip == instruction.Address);

        return cpu == before ? null : new InstructionTest(instruction, before, cpu, Pieces(observed), Read);

        byte Read(ulong address) => written.TryGetValue(address, out byte value) ? value : memory(address);
    }

    /// <summary>
    /// An end in words that can be compared: registers, flags, RIP, memory. Flags that the manual leaves undefined are
    /// left out.
    /// </summary>
    public string Format(CpuState after, Func<MemoryAccess, UInt128> memory)
    {
        var text = new StringBuilder(256);
        foreach (var register in _registers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{after[register]:x} ");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"{(uint)(after.Flags & ~Instruction.FlagsUndefined):x} {after.Rip:x}"
        );
        foreach (var place in Observed)
        {
            text.Append(CultureInfo.InvariantCulture, $" {memory(place):x}");
        }

        return text.ToString();
    }

    /// <summary>Where an end differs from the expected one: <c>rax is 0x0, expected 0xffffffff</c>.</summary>
    /// <param name="actual">As <see cref="Format"/> writes it.</param>
    public string Difference(string actual)
    {
        string[] expected = Expected.Split(' ');
        string[] found = actual.Split(' ');
        var differences = Enumerable
            .Range(0, expected.Length)
            .Where(i => expected[i] != found[i])
            .Select(i =>
                i == _registers.Length
                    ? $"flags are {FlagNames(found[i])}, expected {FlagNames(expected[i])}"
                    : $"{Place(i)} is 0x{found[i]}, expected 0x{expected[i]}"
            );
        return string.Join("; ", differences.Take(3));
    }

    /// <summary>What goes in: the instruction, the registers that it reads, the flags and the operand.</summary>
    /// <param name="memory">The memory before it.</param>
    public string Describe(Func<ulong, byte> memory)
    {
        var registers = _registers
            .Where(register => ((int)Instruction.RegistersRead >> (int)register & 1) != 0)
            .Select(register =>
                string.Create(CultureInfo.InvariantCulture, $"{NameOf(register)}=0x{Before[register]:x}")
            );
        var accesses = GuestSemantics.Plan(Instruction, Before, Instruction.Mode);
        string[] operands = accesses.Load is { } load
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[0x{load.Address:x}:{load.Size}]=0x{Number(load, memory):x}"
                ),
            ]
            : [];
        string mode = Instruction.Mode == CpuMode.Bits64 ? "64-bit" : "32-bit";
        return $"{Instruction.Text} ({mode}) with "
            + $"{string.Join(' ', [.. registers, .. operands, $"flags={FlagNames((uint)Before.Flags)}"])}";
    }

    private string Place(int index)
    {
        if (index < _registers.Length)
        {
            return NameOf(_registers[index]);
        }

        if (index == _registers.Length + 1)
        {
            return "rip";
        }

        var place = Observed[index - _registers.Length - 2];
        return string.Create(CultureInfo.InvariantCulture, $"[0x{place.Address:x}:{place.Size}]");
    }

    private string NameOf(GeneralRegister register) =>
        RegisterNames.Of(register, Instruction.Mode == CpuMode.Bits64 ? 8 : 4);

    private static string FlagNames(string hexadecimal) =>
        FlagNames(uint.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    private static string FlagNames(uint flags)
    {
        var set = _flags.Where(flag => ((CpuFlags)flags & flag.Flag) != 0).Select(flag => flag.Name).ToList();
        return set.Count == 0 ? "none" : string.Join('+', set);
    }

    private static UInt128 Number(MemoryAccess place, Func<ulong, byte> memory)
    {
        UInt128 value = 0;
        for (int i = place.Size - 1; i >= 0; i--)
        {
            value = (value << 8) | memory(place.Address + (ulong)i);
        }

        return value;
    }

    private static List<MemoryAccess> Pieces(SortedSet<ulong> addresses)
    {
        var pieces = new List<MemoryAccess>();
        foreach (ulong address in addresses)
        {
            if (
                pieces.Count > 0
                && pieces[^1] is var last
                && last.Address + (ulong)last.Size == address
                && last.Size < LargestPiece
            )
            {
                pieces[^1] = last with { Size = last.Size + 1 };
            }
            else
            {
                pieces.Add(new MemoryAccess(address, 1));
            }
        }

        return pieces;
    }
}

/// <summary>Some of the tests of a suite in one setting: few enough that their memory makes small states.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Suite">The suite.</param>
/// <param name="First">The first test.</param>
/// <param name="Count">How many.</param>
internal sealed record InstructionBatch(ValidationRun Run, InstructionSuite Suite, int First, int Count)
{
    private const int Most = 500;

    /// <summary>Told apart from the other batches of its setting by this.</summary>
    public string Name => FormattableString.Invariant($"{Suite.Configuration.Image.Mode} from {First}");

    /// <summary>All tests in a setting.</summary>
    public static IEnumerable<InstructionBatch> Of(ValidationRun run) =>
        from suite in InstructionSuite.All
        from first in Enumerable.Range(0, (suite.Tests.Length + Most - 1) / Most)
        select new InstructionBatch(run, suite, first * Most, Math.Min(Most, suite.Tests.Length - (first * Most)));
}
