using System.Collections.Immutable;
using Model.Guests.Images;
using Model.Guests.X86.Assembly;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Machine;

namespace Checker.Validation;

/// <summary>
/// Every instruction that accesses memory, with register parts, places, contents, flags and outcomes of many kinds.
/// </summary>
internal sealed class InstructionSuite
{
    // HLT, where the analysis of the guest's code begins and ends.
    private const byte Halt = 0xf4;

    private static readonly Lazy<IReadOnlyList<InstructionSuite>> _all = new(() =>
        [new(CpuMode.Bits64), new(CpuMode.Bits32)]
    );

    private readonly GuestImage _initial;

    private InstructionSuite(CpuMode mode)
    {
        var code = new GuestSegment(InstructionPlaces.Code, new[] { Halt }, 1, Executable: true, Writable: false);
        _initial = new GuestImage("instructions", mode, [code, InstructionPlaces.Memory], []);
        Configuration = new GuestConfiguration
        {
            Image = _initial,
            Cpus = [new CpuConfiguration(0, InstructionPlaces.Code, 0)],
            ObservedRegisters = RegisterSet.All,
            KeepsRegisters = true,
        };
        Tests =
        [
            .. MemoryEncodings
                .In(mode, InstructionPlaces.Code, InstructionPlaces.Absolute)
                .GroupBy(instruction => (instruction.Mnemonic, instruction.Locked, instruction.OperandSize))
                .SelectMany(family => TestsOf([.. family])),
        ];
    }

    /// <summary>One for each mode.</summary>
    public static IReadOnlyList<InstructionSuite> All => _all.Value;

    /// <summary>A guest of one CPU with the memory that the tests start with.</summary>
    public GuestConfiguration Configuration { get; }

    /// <summary>The tests in a fixed order.</summary>
    public ImmutableArray<InstructionTest> Tests { get; }

    /// <summary>A byte of the memory that the tests start with.</summary>
    public byte Initial(ulong address) => _initial.ByteAt(address);

    // Instructions that differ only in their encoding share the places out; a compare-exchange meets them all, with
    // either outcome.
    private IEnumerable<InstructionTest> TestsOf(IReadOnlyList<GuestInstruction> family)
    {
        int least = family[0].Mode == CpuMode.Bits64 ? InstructionPlaces.Count : 2;
        int each = Compares(family[0]) ? InstructionPlaces.Count : (least + family.Count - 1) / family.Count;
        for (int i = 0; i < family.Count * each; i++)
        {
            var instruction = family[i / each];
            int place = i % InstructionPlaces.Count;
            int round = (i / InstructionPlaces.Count) + place;
            foreach (bool isEqual in Compares(instruction) ? [true, false] : new[] { true })
            {
                var operands = new InstructionOperands(
                    instruction,
                    place,
                    i % InstructionPlaces.Contents,
                    round % 2,
                    isEqual,
                    Initial
                );
                if (
                    InstructionTest.Of(
                        instruction,
                        operands.Before(round % 2 == 0 ? CpuFlags.None : CpuFlags.Tracked),
                        Initial
                    ) is
                    { } test
                )
                {
                    yield return test;
                }
            }
        }
    }

    private static bool Compares(GuestInstruction instruction) =>
        instruction.Mnemonic is Mnemonic.Cmpxchg or Mnemonic.Cmpxchg8b or Mnemonic.Cmpxchg16b;
}
