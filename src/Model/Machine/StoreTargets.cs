using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Machine;

/// <summary>Where the code of a guest may store, as far as the code alone tells.</summary>
internal static class StoreTargets
{
    /// <summary>
    /// Whether an instruction that the CPUs may come to could store to some of the bytes: its address is known and lies
    /// there, or is not known. A store relative to the stack pointer goes to the stack.
    /// </summary>
    /// <param name="program">The code.</param>
    /// <param name="pages">Where linear addresses lie.</param>
    /// <param name="place">The bytes, at a physical address.</param>
    public static bool MayInclude(GuestProgram program, PageTable pages, MemoryAccess place) =>
        program.Explored.Any(instruction => MayStore(instruction, pages, place));

    private static bool MayStore(GuestInstruction instruction, PageTable pages, MemoryAccess place)
    {
        if (instruction.Mnemonic is Mnemonic.Movs or Mnemonic.Stos)
        {
            return true;
        }

        if (
            instruction.Memory is not { Stores: true, Size: > 0 } memory
            || memory is { Base: GeneralRegister.Rsp, Index: null }
        )
        {
            return false;
        }

        // With a bit offset in a register, the instruction reaches beyond its operand (Intel SDM volume 2, BTS).
        bool isBitString =
            instruction.Mnemonic is Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc
            && instruction.Operands[1] is RegisterOperand;
        return !memory.IsAbsolute
            || isBitString
            || Touches(pages, new MemoryAccess(memory.Displacement, memory.Size), place);
    }

    private static bool Touches(PageTable pages, MemoryAccess access, MemoryAccess place)
    {
        foreach (var part in pages.Places(access))
        {
            if (part.Address < place.Address + (ulong)place.Size && place.Address < part.Address + (ulong)part.Size)
            {
                return true;
            }
        }

        return false;
    }
}
