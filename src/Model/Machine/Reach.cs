using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Machine;

/// <summary>
/// The memory that a CPU may access, as far as its code tells: what its instructions name by address, and what lies
/// round its stack. All of it where an address comes from a register. An execution that leaves it must be refused: see
/// <see cref="GuestMachine.RequireReach"/>.
/// </summary>
internal sealed class Reach
{
    // An instruction may name what lies beyond the ends of a stack, such as the arguments of the first function.
    private const ulong RoundStack = 0x1_0000;

    private readonly HashSet<MemoryAccess> _accesses = [];
    private readonly List<MemoryAccess> _places = [];
    private readonly bool _isEverything;
    private readonly AddressRange? _stack;

    /// <param name="program">The code.</param>
    /// <param name="entry">Where the CPU starts.</param>
    /// <param name="pages">Where linear addresses lie.</param>
    /// <param name="stack">Where the stack pointer starts, when that is a stack that only this CPU knows.</param>
    public Reach(GuestProgram program, ulong entry, PageTable pages, StackRange? stack)
    {
        _stack = stack is { } own
            ? new AddressRange(own.Top - own.Size - RoundStack, own.Size + (2 * RoundStack))
            : null;
        foreach (var instruction in program.ReachedFrom(entry))
        {
            // Behind an instruction before which nothing is dead, control may go where the analysis does not know.
            if (
                FollowsRegister(instruction)
                || program.LiveBefore(instruction.Address) == LiveSet.Everything
                || (UsesStack(instruction) && (stack is null || !StaysOnStack(instruction)))
            )
            {
                _isEverything = true;
                return;
            }

            if (instruction.Memory is not { Size: > 0, IsAbsolute: true } memory)
            {
                continue;
            }

            var access = new MemoryAccess(memory.AddressIn(default), memory.Size);
            if (_accesses.Add(access))
            {
                _places.AddRange(pages.Places(access));
            }
        }
    }

    /// <summary>Whether the CPU may access some of the bytes.</summary>
    /// <param name="place">A physical place.</param>
    public bool Touches(MemoryAccess place) =>
        _isEverything || _stack?.Touches(place) == true || _places.Exists(known => Overlap(known, place));

    /// <summary>Whether an access is foreseen.</summary>
    /// <param name="access">Linear.</param>
    /// <param name="pages">Where linear addresses lie.</param>
    public bool Contains(MemoryAccess access, PageTable pages) =>
        _isEverything
        || _accesses.Contains(access)
        || (_stack?.Touches(access) == true && pages.ToPhysical(access.Address) == access.Address);

    /// <summary>Whether two physical places have a byte in common.</summary>
    public static bool Overlap(MemoryAccess one, MemoryAccess other) =>
        one.Address - other.Address < (ulong)other.Size || other.Address - one.Address < (ulong)one.Size;

    // With a bit offset in a register, the instruction reaches beyond its operand (Intel SDM volume 2, BTS).
    private static bool FollowsRegister(GuestInstruction instruction) =>
        instruction.Mnemonic switch
        {
            Mnemonic.Movs or Mnemonic.Stos or Mnemonic.Lods or Mnemonic.Cmps or Mnemonic.Scas or Mnemonic.Leave => true,
            Mnemonic.Jmp or Mnemonic.Call when instruction.Target is null => true,
            Mnemonic.Bt
            or Mnemonic.Bts
            or Mnemonic.Btr
            or Mnemonic.Btc when instruction is { Memory: not null, Operands: [_, RegisterOperand] } => true,
            Mnemonic.Lea or Mnemonic.Nop => false,
            _ => instruction.Memory is { IsAbsolute: false } memory
                && memory is not { Base: GeneralRegister.Rsp, Index: null },
        };

    private static bool UsesStack(GuestInstruction instruction) =>
        (instruction.RegistersWritten & RegisterSet.Rsp) != 0 || instruction.Memory is { Base: GeneralRegister.Rsp };

    private static bool StaysOnStack(GuestInstruction instruction) =>
        instruction.Mnemonic switch
        {
            Mnemonic.Push or Mnemonic.Pushf or Mnemonic.Popf or Mnemonic.Call or Mnemonic.Ret => true,
            Mnemonic.Pop => instruction.Operands is not [RegisterOperand { Part.Register: GeneralRegister.Rsp }],
            Mnemonic.Add or Mnemonic.Sub or Mnemonic.And => instruction.Operands is [RegisterOperand, ImmediateOperand],
            _ => (instruction.RegistersWritten & RegisterSet.Rsp) == 0,
        };
}
