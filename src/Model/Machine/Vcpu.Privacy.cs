using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Machine;

/// <content>What only this CPU can notice: its own stack, and constants.</content>
public sealed partial class Vcpu
{
    private bool IsShared(GuestInstruction instruction, VcpuState state)
    {
        var accesses = GuestSemantics.Plan(instruction, state.Cpu, Mode);
        RequireStack(instruction, state.Cpu);
        if (accesses.Store is { } store)
        {
            _machine.RequireWritable(this, instruction, store);
        }

        return Noticed(accesses.Load) || Noticed(accesses.Store) || Noticed(accesses.SecondLoad);
    }

    // A guest may make a stack itself. Else the stack pointer starts at 0, and what is pushed goes to the top of the
    // address space.
    private void RequireStack(GuestInstruction instruction, in CpuState cpu)
    {
        if (
            _withoutStack is not null
            && instruction.StackPointer is { } pointer
            && Width.Truncate(0 - cpu[pointer], Width.OfAddress(Mode)) <= StackRange.LargestSize
        )
        {
            throw _withoutStack(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name} uses a stack at 0x{instruction.Address:x} ({instruction.Text}), and has none"
                )
            );
        }
    }

    // Whether the instruction changes what lies below the stack pointer: a fence or a probe, such as Linux's smp_mb()
    // of 32 bits, which is lock add to -4(%esp). The value there is forgotten, and so is the result. It may be anything
    // where nothing else depends on it.
    private bool IsUnknown(GuestInstruction instruction, Accesses accesses, VcpuState state)
    {
        if (
            !accesses.IsReadModifyWrite
            || !IsOnOwnStack(accesses.Load!.Value)
            || !PrivateStack.Forgets(accesses.Load.Value, state.Cpu[GeneralRegister.Rsp], Mode)
        )
        {
            return false;
        }

        var live = _machine.LeavesAnalysis ? LiveSet.Everything : _machine.Program.LiveBefore(instruction.Next);
        return
            (live.Flags & instruction.FlagsWritten) == CpuFlags.None
            && (live.Registers & instruction.RegistersWritten) == RegisterSet.None
            ? true
            : throw GuestFaults.ForgottenRead(this, instruction);
    }

    private bool Noticed(MemoryAccess? access)
    {
        if (access is not { } place || IsLocal(place))
        {
            return false;
        }

        _machine.RequireReach(this, place);
        return true;
    }

    private bool IsLocal(MemoryAccess access)
    {
        _machine.RequireOwnStack(this, access);
        return IsOnOwnStack(access) || _machine.IsConstant(access);
    }

    private bool IsOnOwnStack(MemoryAccess access) =>
        Stack is { } stack && !_machine.SharesStacks && stack.Contains(access);

    private UInt128 ReadLocally(MemoryAccess access, VcpuState state) =>
        IsOnOwnStack(access)
            ? state.Stack.Read(access, state.Cpu[GeneralRegister.Rsp], Mode)
            : _machine.ReadConstant(access);
}
