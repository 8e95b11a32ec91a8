using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Qemu;
using Model.Steps;
using Model.Systems;

namespace Model.Platforms.Kvm;

/// <summary>
/// KVM's instruction emulator and the exits it makes, as of the x86 code of Linux 5.10 to 6.19 (arch/x86/kvm/emulate.c
/// and x86.c), with QEMU in user space. The region is emulated; all other memory is executed by the processor.
/// </summary>
/// <remarks>
/// <c>x86_emulate_insn</c> reads the operand, computes, and writes back by <c>segmented_cmpxchg</c>. On RAM a
/// compare-exchange that fails leaves RIP and registers as they were, but commits the flags, and the guest executes the
/// instruction again. Without a memslot there is no compare-exchange: a read exit and a write exit, with nothing held
/// between them.
/// </remarks>
public partial class KvmPlatform : EmulatingPlatform
{
    private readonly CoalescedRing? _ring;
    private readonly RunControl? _control;

    /// <summary>Sets KVM up.</summary>
    /// <param name="setup">What every platform is told.</param>
    /// <param name="options">What is special about this one.</param>
    public KvmPlatform(PlatformSetup setup, KvmOptions options)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _ring = options.Region == KvmRegion.MmioCoalesced ? new CoalescedRing(options.RingCapacity) : null;
        Device = new QemuDevice(setup.Memory, _ring);
        _control = options.Pause != KvmPause.Off || options.Updates ? new RunControl() : null;
    }

    /// <summary>How this KVM is set up.</summary>
    protected KvmOptions Options { get; }

    /// <summary>The user-space side of an exit.</summary>
    protected QemuDevice Device { get; }

    /// <summary>Whether KVM has a memslot for the region.</summary>
    protected bool HasSlot => Options.Region is KvmRegion.Ram or KvmRegion.ReadOnly;

    /// <inheritdoc/>
    [Overridable(
        "main_loop_wait",
        "adds the processes of user space: a main loop that pauses all vCPUs once, or updates memslots once, when "
            + "that is set"
    )]
    public override void AddProcesses(SystemModel model, IReadOnlyList<Vcpu> cpus)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (_control is not null)
        {
            model.Process("main-loop", () => RunMainLoop(_control, cpus));
        }
    }

    private async Step RunMainLoop(RunControl control, IReadOnlyList<Vcpu> cpus)
    {
        if (Options.Pause != KvmPause.Off)
        {
            await control.PauseOnce(cpus);
        }

        if (Options.Updates)
        {
            await control.UpdateOnce(cpus, Device.BigLock);
        }
    }

    /// <summary>
    /// What still lies in the coalesced ring: QEMU takes it out before anybody looks at the device, on display refresh
    /// too.
    /// </summary>
    public override Sequence<PendingStore> Undelivered(StateView states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return _ring is null
            ? Sequence<PendingStore>.Empty
            : Sequence<PendingStore>.Of([
                .. states
                    .Of(_ring)
                    .Select(write => new PendingStore(Memory.Pages.Places(write.Access)[0], write.Value)),
            ]);
    }

    /// <inheritdoc/>
    [Overridable(
        "kvm_mmu_page_fault",
        "executes an instruction that touches the region: emulates it, unless a memslot lets the processor do it"
    )]
    protected override Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    ) =>
        IsNative() ? ExecuteNatively(vcpu, instruction, cpu, accesses)
        : instruction.Mnemonic == Mnemonic.Cmpxchg16b
            ? Refuse(instruction, cpu, "em_cmpxchg8b, X86EMUL_UNHANDLEABLE: KVM_EXIT_INTERNAL_ERROR")
        : base.ExecuteServed(vcpu, instruction, cpu, accesses);

    /// <inheritdoc/>
    [Overridable(
        "x86_emulate_instruction, load",
        "emulates the read of an instruction that is not locked, up to re-entry"
    )]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        if (IsNative())
        {
            return await LoadNatively(vcpu, instruction, access);
        }

        await EnterEmulation(vcpu, instruction);
        var value = await Read(vcpu, instruction, access);
        await LeaveEmulation(vcpu, instruction);
        await BeforeReentry(vcpu);
        return value;
    }

    /// <inheritdoc/>
    [Overridable(
        "x86_emulate_instruction, store",
        "emulates the write of an instruction that is not locked, up to re-entry"
    )]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    )
    {
        if (IsNative())
        {
            await StoreNatively(vcpu, instruction, access, value);
            return;
        }

        await EnterEmulation(vcpu, instruction);
        await Write(vcpu, instruction, access, value);
        await LeaveEmulation(vcpu, instruction);
        await BeforeReentry(vcpu);
    }

    /// <inheritdoc/>
    [Overridable("x86_emulate_instruction, locked", "emulates a locked instruction, up to re-entry")]
    protected override async Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var after = await Emulate(vcpu, instruction, cpu, access);
        await BeforeReentry(vcpu);
        return after;
    }

    /// <inheritdoc/>
    [Overridable(
        "vcpu_enter_guest",
        "performs one of the processor's own accesses in guest mode; a vCPU that user space kicks leaves there"
    )]
    protected override async Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) =>
        _control is null ? await access : await _control.InGuestMode(vcpu.Number, access);

    /// <summary>
    /// Whether the processor executes what touches the region: with a memslot, and nothing that makes KVM emulate.
    /// </summary>
    [Overridable(
        "kvm_set_memory_region",
        "whether the region has a memslot, so that the processor executes what touches it"
    )]
    protected virtual bool IsNative() => false;

    /// <summary>Emulates a locked instruction: reads the operand, computes, writes back, and retires or not.</summary>
    /// <inheritdoc cref="ExecuteLocked"/>
    [Overridable("x86_emulate_insn", "a locked instruction in the emulator: reads, computes, writes back, retires")]
    protected virtual async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        bool isWritten = await WriteBack(vcpu, instruction, access, seen, effect.Stored);
        return Retire(cpu, effect, isWritten);
    }

    /// <summary>
    /// What is committed once the write-back has ended. <c>X86EMUL_CMPXCHG_FAILED</c> becomes <c>EMULATION_OK</c>: RIP
    /// and registers are kept, the flags of the failed attempt are committed.
    /// </summary>
    /// <param name="before">The CPU's state before the instruction.</param>
    /// <param name="effect">What the attempt would do.</param>
    /// <param name="isWritten">Whether the write-back succeeded.</param>
    /// <returns>
    /// The state that the guest goes on with; with RIP still at the instruction when it is to be executed again.
    /// </returns>
    [Overridable(
        "kvm_rip_write, writeback_registers, __kvm_set_rflags",
        "what is committed: everything, or after a failed compare-exchange the flags alone"
    )]
    protected virtual CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten) =>
        isWritten ? effect.After : before.WithFlagsOf(effect.After);

    /// <summary>Writes the result of a locked instruction back.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">Its operand.</param>
    /// <param name="seen">What was read from it.</param>
    /// <param name="next">What to write.</param>
    /// <returns>Whether that succeeded; false is <c>X86EMUL_CMPXCHG_FAILED</c>.</returns>
    [Overridable(
        "emulator_cmpxchg_emulated",
        "writes the result of a locked instruction back: by compare-exchange on RAM, else by a plain write"
    )]
    protected virtual async Step<bool> WriteBack(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 seen,
        UInt128 next
    )
    {
        if (IsEmulatedAsWrite(instruction, access))
        {
            await Write(vcpu, instruction, access, next);
            return true;
        }

        string routine =
            Options.Kernel == KvmKernel.V5_10
                ? "emulator_cmpxchg_emulated, cmpxchg on a kernel mapping"
                : "emulator_cmpxchg_emulated, __try_cmpxchg_user";
        return await vcpu.Drained(Memory.CompareExchange(access, seen, next).From(Vcpu.SourceOf(instruction, routine)))
            == seen;
    }

    /// <summary>Reads an operand: from RAM, each page by itself; without a memslot by a read exit.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">What it reads.</param>
    [Overridable("emulator_read_emulated", "reads an operand: from RAM, or by a read exit")]
    protected virtual async Step<UInt128> Read(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        if (!HasSlot)
        {
            return await ReadExit(vcpu, instruction, access);
        }

        UInt128 value = 0;
        for (int done = 0; done < access.Size;)
        {
            var part = Part(access, done);
            value |=
                await vcpu.Drained(Memory.Load(part).From(Vcpu.SourceOf(instruction, "emulator_read_emulated")))
                << (done * 8);
            done += part.Size;
        }

        return value;
    }

    /// <summary>Writes an operand, with no comparison: to RAM, to the coalesced ring, or by a write exit.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">Where it writes.</param>
    /// <param name="value">What it writes.</param>
    [Overridable(
        "emulator_write_emulated",
        "writes an operand without comparison: to RAM, to the coalesced ring, or by a write exit"
    )]
    protected virtual async Step Write(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        if (Options.Region == KvmRegion.Ram)
        {
            for (int done = 0; done < access.Size;)
            {
                var part = Part(access, done);
                await vcpu.Drained(
                    Memory
                        .Store(part, (value >> (done * 8)) & part.Mask)
                        .From(Vcpu.SourceOf(instruction, "emulator_write_emulated"))
                );
                done += part.Size;
            }

            return;
        }

        var (low, high) = access.SplitAt(PageTable.PageSize);
        await WriteToDevice(vcpu, instruction, low, value & low.Mask);
        if (high is { } rest)
        {
            await WriteToDevice(vcpu, instruction, rest, value >> (low.Size * 8));
        }
    }

    /// <summary>Gives up on an instruction: the vCPU stops for ever, as after KVM_EXIT_INTERNAL_ERROR.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state.</param>
    /// <param name="routine">The routine that gives up, as a trace shows it.</param>
    protected static async Step<CpuState> Refuse(GuestInstruction instruction, CpuState cpu, string routine)
    {
        await new VirtualMachineStops { Source = Vcpu.SourceOf(instruction, routine) };
        return cpu;
    }

    // The conditions of emulator_cmpxchg_emulated that lead to its label emul_write.
    private bool IsEmulatedAsWrite(GuestInstruction instruction, MemoryAccess access) =>
        Options.Region != KvmRegion.Ram
        || access.Size > 8
        || access.Crosses(PageTable.PageSize)
        || (access.Crosses(MemoryAccess.CacheLine) && Options.SplitLockDetection)
        || (
            instruction.Mode == CpuMode.Bits64
            && access.Address >= PageTable.DirectMap
            && Options.Kernel == KvmKernel.V5_19_Regression
        );

    // emulator_read_write_onepage, without a memslot.
    private async Step WriteToDevice(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        if (!await WriteCoalesced(vcpu, instruction, access, value))
        {
            await WriteExit(vcpu, instruction, access, value);
        }
    }

    // What one copy to or from guest RAM moves at once: within a page, 8 bytes; where copies tear, the 1 to 7 bytes of
    // a rest singly.
    private MemoryAccess Part(MemoryAccess access, int done)
    {
        var rest = new MemoryAccess(access.Address + (ulong)done, access.Size - done);
        var (low, _) = rest.SplitAt(PageTable.PageSize);
        return low.Size is 1 or 8 || !Options.Tears ? low : low with { Size = low.Size >= 8 ? 8 : 1 };
    }
}
