using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// One CPU of a guest as a process: it runs machine code instruction by instruction, and the platform performs its
/// memory accesses.
/// </summary>
/// <remarks>
/// Work on registers, on the CPU's own stack and on constants is invisible to others and folded into the step before.
/// Registers and flags that the code will not read again are cleared at every step, so that they tell no states apart.
/// </remarks>
[Value]
public sealed partial class Vcpu
{
    private const CpuFlags InitialFlags = CpuFlags.None;
    private readonly GuestMachine _machine;

    private readonly RegisterFile _registers;
    private readonly Func<string, InputException>? _withoutStack;

    internal Vcpu(GuestMachine machine, CpuConfiguration configuration, StackRange? stack)
    {
        _machine = machine;
        Number = configuration.Number;
        Entry = configuration.Entry;
        Stack = stack;
        _withoutStack =
            stack is null && !configuration.Registers.ContainsKey(GeneralRegister.Rsp)
                ? configuration.WithoutStack
                : null;
        StartsOnStack = stack is not null && !configuration.Registers.ContainsKey(GeneralRegister.Rsp);
        StoreBuffer =
            machine.Platform.MemoryModel == MemoryModel.TotalStoreOrder
                ? new GuestStoreBuffer(Name, machine.Memory, machine.Platform.StoreBufferLimit)
                : null;
        _registers = configuration.Registers.Aggregate(
            default(RegisterFile).With(GeneralRegister.Rsp, stack?.Top ?? 0),
            (registers, entry) => registers.With(entry.Key, entry.Value)
        );
    }

    /// <summary>The CPU's number; its process is called <c>cpu</c> and this number.</summary>
    public int Number { get; }

    /// <summary>The process name.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"cpu{Number}");

    /// <summary>Address of the first instruction.</summary>
    public ulong Entry { get; }

    /// <summary>The stack, or <c>null</c> when it asks for none.</summary>
    public StackRange? Stack { get; }

    /// <summary>Whether the stack pointer starts at the top of <see cref="Stack"/>.</summary>
    internal bool StartsOnStack { get; }

    /// <summary>The mode that the guest runs in.</summary>
    public CpuMode Mode => _machine.Program.Mode;

    /// <summary>The stores on their way to memory; <c>null</c> when memory is sequentially consistent.</summary>
    internal GuestStoreBuffer? StoreBuffer { get; }

    /// <summary>
    /// Whether nobody but this CPU can see what it stores there: no other CPU, no property, no device.
    /// </summary>
    internal bool IsAloneWith(MemoryAccess access) => _machine.IsAlone(this, access);

    /// <summary>
    /// The same operation; where stores are buffered, blocked until this CPU's are all in memory, as after a VM exit.
    /// </summary>
    public Operation<T> Drained<T>(Operation<T> operation) => StoreBuffer?.Drained(operation) ?? operation;

    /// <summary>
    /// The same operation, blocked until the stores of all CPUs are in memory, as after all have been stopped.
    /// </summary>
    public Operation<T> AllDrained<T>(Operation<T> operation) =>
        _machine.Cpus.Aggregate(operation, (inner, cpu) => cpu.Drained(inner));

    /// <summary>Whether the CPU has executed HLT.</summary>
    /// <param name="states">A state of the machine.</param>
    public bool HasHalted(StateView states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.HasFinished(Name) || states.Pending(Name) is Halted;
    }

    /// <summary>Runs the guest's code from the CPU's entry until HLT.</summary>
    internal async Step Run()
    {
        var state = new VcpuState(new CpuState(_registers, InitialFlags, Entry), PrivateStack.At(Stack?.Top ?? 0));
        while (true)
        {
            (state, var next) = RunLocally(state);
            var instruction = _machine.Program.At(state.Cpu.Rip);
            switch (next)
            {
                case NextStep.Spin:
                    while (true)
                    {
                        await _machine.Platform.Spin(this, instruction);
                    }

                case NextStep.Halt:
                    if (_machine.IsWatched(instruction.Address))
                    {
                        await new LocalStep("pass") { Source = SourceOf(instruction) };
                    }

                    if (_machine.ObservesRegisters)
                    {
                        await new Halted(state.Cpu);
                    }

                    return;

                case NextStep.Port:
                    state = await AccessPort(instruction, state);
                    break;

                case NextStep.Memory:
                    state = Settle(instruction, await AccessMemory(instruction, state));
                    break;

                case NextStep.Fence:
                    await _machine.Platform.Fence(this, instruction);
                    state = Complete(instruction, state);
                    break;

                default:
                    await new LocalStep("pass") { Source = SourceOf(instruction) };
                    state = Complete(instruction, state);
                    break;
            }
        }
    }

    /// <summary>
    /// Executes one instruction that accesses memory which others can notice, as often as it takes: until RIP is
    /// elsewhere.
    /// </summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU before it.</param>
    /// <returns>The CPU after it.</returns>
    internal async Step<CpuState> Execute(GuestInstruction instruction, CpuState cpu)
    {
        var state = new VcpuState(cpu, PrivateStack.At(0));
        do
        {
            state = await AccessMemory(instruction, state);
        } while (state.Cpu.Rip == instruction.Address && !GuestSemantics.Plan(instruction, state.Cpu, Mode).None);

        return state.Cpu;
    }

    /// <summary>The label of a step that an instruction makes.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="routine">The routine of the hypervisor that the step stands for; empty for the processor
    /// itself.</param>
    public static Source SourceOf(GuestInstruction instruction, string routine = "") =>
        new(routine, instruction.Address, instruction.Text);

    private async Step<VcpuState> AccessMemory(GuestInstruction instruction, VcpuState state)
    {
        var accesses = GuestSemantics.Plan(instruction, state.Cpu, Mode);
        bool localLoad = accesses.Load is { } load && IsLocal(load);
        bool localStore = accesses.Store is { } store && IsLocal(store);
        if (!localLoad && !localStore && accesses.SecondLoad is null)
        {
            var after = await _machine.Platform.Execute(this, instruction, state.Cpu, accesses);
            return state with { Cpu = after };
        }

        var loaded = accesses.Load is { } first
            ? localLoad
                ? ReadLocally(first, state)
                : await _machine.Platform.Load(this, instruction, first)
            : 0;
        if (accesses.SecondLoad is { } second)
        {
            loaded |=
                (IsLocal(second) ? ReadLocally(second, state) : await _machine.Platform.Load(this, instruction, second))
                << 64;
        }

        var effect = GuestFaults.Execute(instruction, state.Cpu, loaded);
        if (accesses.Store is { } target)
        {
            if (localStore)
            {
                state = state with { Stack = state.Stack.Write(target, effect.Stored) };
            }
            else
            {
                await _machine.Platform.Store(this, instruction, target, effect.Stored);
            }
        }

        return state with
        {
            Cpu = effect.After,
        };
    }

    private async Step<VcpuState> AccessPort(GuestInstruction instruction, VcpuState state)
    {
        var effect = GuestSemantics.Execute(instruction, state.Cpu, Mode, 0);
        var use =
            _machine.PortUseOf(effect.Port.Port)
            ?? throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name} uses port 0x{effect.Port.Port:x} at 0x{instruction.Address:x} ({instruction.Text}), "
                        + $"which the scenario does not mention"
                ),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"name it: --set port.0x{effect.Port.Port:x}=log, or =fail when the guest reports a failure there"
                )
            );
        if (effect.Outcome == InstructionOutcome.PortRead)
        {
            uint value = await Drained(new PortRead(effect.Port) { Source = SourceOf(instruction) });
            return Settle(
                instruction,
                state with
                {
                    Cpu = GuestSemantics.CompletePortRead(effect.After, effect.Port, value),
                }
            );
        }

        await Drained(new PortWrite(effect.Port) { Source = SourceOf(instruction) });
        Claim.That(
            use != PortUse.Fail,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the guest's own assertion holds (it reports a failure at port 0x{effect.Port.Port:x})"
            )
        );
        return Settle(instruction, state with { Cpu = effect.After });
    }

    // Up to the next instruction that others can notice, or to one of a round without end.
    private (VcpuState State, NextStep Next) RunLocally(VcpuState state)
    {
        var run = new LocalRun();
        int notes = Narration.Count;
        while (true)
        {
            var instruction = _machine.Program.At(state.Cpu.Rip);
            if (Next(instruction, state) is not NextStep.Local and var next)
            {
                return (Mask(state), next);
            }

            if (run.IsEndless(this, state))
            {
                state = LowestOfRound(state);
                Narration.Forget(notes);
                return (state, NextStep.Spin);
            }

            state = Complete(instruction, state);
        }
    }

    // A locked instruction drains the store buffer wherever its operand lies (Intel SDM volume 3, "Store Buffer" and
    // "Locked Atomic Operations"): on the CPU's own stack nobody sees the operand, but what the CPU stored before. It
    // is gcc's full fence. An operand that others share waits by itself.
    private NextStep Next(GuestInstruction instruction, VcpuState state) =>
        instruction.Mnemonic switch
        {
            Mnemonic.Hlt => NextStep.Halt,
            Mnemonic.In or Mnemonic.Out => NextStep.Port,
            _ when IsShared(instruction, state) => NextStep.Memory,
            Mnemonic.Mfence when StoreBuffer is not null => NextStep.Fence,
            _ when StoreBuffer is not null && IsLockedAccess(instruction, state) => NextStep.Fence,
            _ when _machine.IsWatched(instruction.Address) => NextStep.Pass,
            _ => NextStep.Local,
        };

    private bool IsLockedAccess(GuestInstruction instruction, VcpuState state) =>
        instruction.Locked && !GuestSemantics.Plan(instruction, state.Cpu, Mode).None;

    // However a CPU comes into the round, it spins in the same state.
    private VcpuState LowestOfRound(VcpuState start)
    {
        var lowest = start;
        var state = Complete(_machine.Program.At(start.Cpu.Rip), start);
        while (state != start)
        {
            lowest = state.Cpu.Rip < lowest.Cpu.Rip ? state : lowest;
            state = Complete(_machine.Program.At(state.Cpu.Rip), state);
        }

        return lowest;
    }

    // Executes an instruction that needs no shared memory.
    private VcpuState Complete(GuestInstruction instruction, VcpuState state)
    {
        var accesses = GuestSemantics.Plan(instruction, state.Cpu, Mode);
        var loaded =
            accesses.Load is { } load && !IsUnknown(instruction, accesses, state) ? ReadLocally(load, state) : 0;
        if (accesses.SecondLoad is { } second)
        {
            loaded |= ReadLocally(second, state) << 64;
        }

        var effect = GuestFaults.Execute(instruction, state.Cpu, loaded);
        if (accesses.Store is { } store)
        {
            state = state with { Stack = state.Stack.Write(store, effect.Stored) };
        }

        if (
            Narration.Wanted
            && instruction.Mnemonic is not (Mnemonic.Nop or Mnemonic.Mfence or Mnemonic.Lfence or Mnemonic.Sfence)
        )
        {
            Narration.Note(
                string.Create(CultureInfo.InvariantCulture, $"0x{instruction.Address:x} {instruction.Text}")
            );
        }

        return Settle(instruction, state with { Cpu = effect.After });
    }

    private VcpuState Settle(GuestInstruction instruction, VcpuState state)
    {
        ulong next = state.Cpu.Rip;
        if (next != instruction.Address && !_machine.IsCode(next))
        {
            throw GuestFaults.NoCode(this, instruction, next);
        }

        if (
            !_machine.LeavesAnalysis
            && next != instruction.Address
            && !_machine.Program.Allows(instruction.Address, next)
        )
        {
            throw new UnforeseenException(
                _machine,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name} goes from 0x{instruction.Address:x} ({instruction.Text}) to 0x{next:x}, which the "
                        + $"analysis of its code did not foresee"
                )
            );
        }

        return Mask(state);
    }

    private VcpuState Mask(VcpuState state) =>
        new(
            _machine.KeepsRegisters ? state.Cpu : _machine.Program.Mask(state.Cpu),
            state.Stack.Trim(state.Cpu[GeneralRegister.Rsp], Mode)
        );
}
