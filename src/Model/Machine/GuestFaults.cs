using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// Executes instructions of a guest that has no handlers for faults: a fault is a violated assertion.
/// </summary>
public static class GuestFaults
{
    /// <summary>What the instruction does; nothing is committed.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="loaded">The value read from its operand in memory; without meaning when it reads none.</param>
    /// <exception cref="AssertionException">It faults.</exception>
    public static InstructionEffect Execute(GuestInstruction instruction, in CpuState cpu, UInt128 loaded)
    {
        var effect = GuestSemantics.Execute(instruction, cpu, instruction.Mode, loaded);
        string fault = effect.Outcome switch
        {
            InstructionOutcome.InvalidOpcode => "#UD",
            InstructionOutcome.DivideError => "#DE",
            InstructionOutcome.Breakpoint => "#BP",
            InstructionOutcome.GeneralProtection => "#GP",
            _ => "",
        };
        Claim.That(
            fault.Length == 0,
            string.Create(CultureInfo.InvariantCulture, $"no {fault} at 0x{instruction.Address:x} ({instruction.Text})")
        );
        return effect;
    }

    /// <summary>Control goes where there is no code.</summary>
    public static InputException NoCode(Vcpu vcpu, GuestInstruction from, ulong to) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{vcpu.Name} goes from 0x{from.Address:x} ({from.Text}) to 0x{to:x}, where there is no code"
            ),
            to < PageTable.PageSize ? "a null pointer was called, or a return address is missing from the stack" : ""
        );

    /// <summary>The value of a place below the stack pointer is used.</summary>
    public static InputException ForgottenRead(Vcpu vcpu, GuestInstruction instruction) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{vcpu.Name} reads below its stack pointer, whose contents are not kept, at 0x{instruction.Address:x} "
                    + $"({instruction.Text}), and may use the result"
            ),
            "make stacks ordinary shared memory: --set stacks=shared"
        );
}
