using Model.Guests;
using Model.Objects;
using Model.Platforms.Qemu;
using Model.Steps;
using Model.Systems;

namespace Model.Platforms.Kvm;

/// <summary>
/// KVM's instruction emulator and the exits it makes, as of the x86 code of Linux 5.10 to 6.19 (arch/x86/kvm/emulate.c and x86.c), with
/// QEMU in user space. The region is emulated; all other memory is executed by the processor.
/// </summary>
/// <remarks>
/// <c>x86_emulate_insn</c> reads the operand, computes, and writes back by <c>segmented_cmpxchg</c>. On RAM a compare-exchange that fails
/// leaves RIP and registers as they were, but commits the flags, and the guest executes the instruction again. Without a memslot there is no
/// compare-exchange: a read exit and a write exit, with nothing held between them.
/// </remarks>
internal sealed class KvmPlatform : EmulatingPlatform
{
    private readonly KvmOptions _options;
    private readonly CoalescedRing? _ring;
    private readonly QemuDevice _device;
    private readonly SharedMutex? _lockedInstruction;
    private readonly World? _world;
    private readonly RunControl? _control;

    public KvmPlatform(PlatformSetup setup, KvmOptions options)
        : base(setup)
    {
        _options = options;
        _ring = options.Region == KvmRegion.MmioCoalesced ? new CoalescedRing(options.RingCapacity) : null;
        _device = new QemuDevice(setup.Memory, _ring);
        _lockedInstruction = options.Patch == KvmPatch.F3 ? new SharedMutex("kvm rmw lock") : null;
        _world = options.Patch == KvmPatch.F6 ? new World() : null;
        _control = options.Pauses ? new RunControl() : null;
    }

    public override void AddProcesses(SystemModel model, IReadOnlyList<Vcpu> cpus)
    {
        if (_control is not null)
        {
            model.Process("main-loop", () => _control.PauseOnce(cpus));
        }
    }

    internal override Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) =>
        IsNative ? ExecuteNatively(vcpu, instruction, cpu, accesses)
        : instruction.Mnemonic == Mnemonic.Cmpxchg16b ? Refuse(instruction, cpu, "em_cmpxchg8b, X86EMUL_UNHANDLEABLE: KVM_EXIT_INTERNAL_ERROR")
        : base.ExecuteServed(vcpu, instruction, cpu, accesses);

    internal override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        if (IsNative)
        {
            return await LoadNatively(vcpu, instruction, access);
        }

        await Enter(vcpu, instruction);
        UInt128 value = await Read(vcpu, instruction, access);
        await Leave(vcpu, instruction);
        await BeforeReentry(vcpu);
        return value;
    }

    internal override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        if (IsNative)
        {
            await StoreNatively(vcpu, instruction, access, value);
            return;
        }

        await Enter(vcpu, instruction);
        await Write(vcpu, instruction, access, value);
        await Leave(vcpu, instruction);
        await BeforeReentry(vcpu);
    }

    private protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        var after = await Patched(vcpu, instruction, cpu, access);
        await BeforeReentry(vcpu);
        return after;
    }

    private Step<CpuState> Patched(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access) => _options.Patch switch
    {
        KvmPatch.F2 => RepeatInside(vcpu, instruction, cpu, access),
        KvmPatch.F3 => UnderLock(vcpu, instruction, cpu, access),
        KvmPatch.F4 when !HasSlot => InOneExit(vcpu, instruction, cpu, access),
        KvmPatch.F5 when !HasSlot => CompareInUserSpace(vcpu, instruction, cpu, access),
        KvmPatch.F6 => StopTheWorld(vcpu, instruction, cpu, access),
        KvmPatch.F8 when !HasSlot => Refuse(instruction, cpu, "patch F8: KVM_EXIT_INTERNAL_ERROR"),
        _ => Emulate(vcpu, instruction, cpu, access),
    };

    private protected override async Step<T> Native<T>(Vcpu vcpu, Operation<T> access)
    {
        if (_world is not null)
        {
            access = _world.Gate(vcpu.Number, access);
        }

        return _control is null ? await access : await _control.InGuestMode(vcpu.Number, access);
    }

    // With a memslot, and nothing that makes KVM emulate, the processor executes what touches the region.
    private bool IsNative => _options.Patch == KvmPatch.F7;

    private bool HasSlot => _options.Region is KvmRegion.Ram or KvmRegion.ReadOnly;

    // x86_emulate_instruction: what it commits depends on how the write-back ends.
    private async Step<CpuState> Emulate(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 seen = await Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        if (await WriteBack(vcpu, instruction, access, seen, effect.Stored))
        {
            return effect.After;
        }

        // X86EMUL_CMPXCHG_FAILED becomes EMULATION_OK: RIP and registers are kept, the flags of the failed attempt are committed.
        return _options.Patch == KvmPatch.F1 ? cpu : cpu.WithFlagsOf(effect.After);
    }

    private async Step<CpuState> RepeatInside(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        while (true)
        {
            UInt128 seen = await Read(vcpu, instruction, access);
            var effect = GuestFaults.Execute(instruction, cpu, seen);
            if (await WriteBack(vcpu, instruction, access, seen, effect.Stored))
            {
                return effect.After;
            }
        }
    }

    private async Step<CpuState> UnderLock(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await vcpu.Drained(_lockedInstruction!.Lock()).From(Vcpu.SourceOf(instruction, "patch F3: lock before the read"));
        var after = await Emulate(vcpu, instruction, cpu, access);
        bool held = await _lockedInstruction.TryUnlock().From(Vcpu.SourceOf(instruction, "patch F3: unlock after the write"));
        Claim.That(held, "the lock of patch F3 is released by its holder");
        return after;
    }

    private async Step<CpuState> InOneExit(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await _device.Lock(vcpu, instruction);
        UInt128 seen = await _device.ReadLocked(instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await _device.WriteLocked(instruction, access, effect.Stored);
        await _device.Unlock(instruction);
        await ReturnToKernel(vcpu);
        return effect.After;
    }

    private async Step<CpuState> CompareInUserSpace(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 seen = await Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await _device.Lock(vcpu, instruction);
        bool isSame = await _device.ReadLocked(instruction, access) == seen;
        if (isSame)
        {
            await _device.WriteLocked(instruction, access, effect.Stored);
        }

        await _device.Unlock(instruction);
        await ReturnToKernel(vcpu);
        return isSame ? effect.After : cpu;
    }

    private async Step<CpuState> StopTheWorld(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await vcpu.Drained(_world!.Stop(vcpu.Number)).From(Vcpu.SourceOf(instruction, "patch F6: kick all other vCPUs"));
        var after = await Emulate(vcpu, instruction, cpu, access);
        await _world.Resume(vcpu.Number).From(Vcpu.SourceOf(instruction, "patch F6: let them go on"));
        return after;
    }

    private static async Step<CpuState> Refuse(GuestInstruction instruction, CpuState cpu, string routine)
    {
        await new VirtualMachineStops { Source = Vcpu.SourceOf(instruction, routine) };
        return cpu;
    }

    // segmented_cmpxchg -> emulator_cmpxchg_emulated. False: X86EMUL_CMPXCHG_FAILED.
    private async Step<bool> WriteBack(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 seen, UInt128 next)
    {
        if (IsEmulatedAsWrite(instruction, access))
        {
            await Write(vcpu, instruction, access, next);
            return true;
        }

        string routine = _options.Kernel == KvmKernel.V5_10
            ? "emulator_cmpxchg_emulated, cmpxchg on a kernel mapping"
            : "emulator_cmpxchg_emulated, __try_cmpxchg_user";
        return await vcpu.Drained(new GuestCompareExchange(Memory, access, seen, next) { Source = Vcpu.SourceOf(instruction, routine) }) == seen;
    }

    // The conditions of emulator_cmpxchg_emulated that lead to its label emul_write.
    private bool IsEmulatedAsWrite(GuestInstruction instruction, MemoryAccess access)
    {
        ulong unit = _options.SplitLockDetection ? MemoryAccess.CacheLine : PageTable.PageSize;
        return _options.Region != KvmRegion.Ram
            || access.Size > 8
            || access.Crosses(unit)
            || (_options.Kernel == KvmKernel.V5_19_Regression && instruction.Mode == CpuMode.Bits64 && access.Address >= PageTable.DirectMap);
    }

    // segmented_read -> emulator_read_emulated: each page by itself.
    private async Step<UInt128> Read(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        if (!HasSlot)
        {
            UInt128 answer = await _device.Read(vcpu, instruction, access);
            await ReturnToKernel(vcpu);
            return answer;
        }

        UInt128 value = 0;
        for (int done = 0; done < access.Size;)
        {
            var part = Part(access, done);
            value |= await vcpu.Drained(new GuestLoad(Memory, part) { Source = Vcpu.SourceOf(instruction, "emulator_read_emulated") }) << (done * 8);
            done += part.Size;
        }

        return value;
    }

    // segmented_write -> emulator_write_emulated, and what emul_write does.
    private async Step Write(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        if (_options.Region == KvmRegion.Ram)
        {
            for (int done = 0; done < access.Size;)
            {
                var part = Part(access, done);
                await vcpu.Drained(new GuestStore(Memory, part, (value >> (done * 8)) & part.Mask) { Source = Vcpu.SourceOf(instruction, "emulator_write_emulated") });
                done += part.Size;
            }

            return;
        }

        if (_ring is not null
            && await vcpu.Drained(_ring.Append(new CoalescedWrite(access, value))).From(Vcpu.SourceOf(instruction, "emulator_write_emulated, coalesced_mmio_write")))
        {
            return;
        }

        await _device.Write(vcpu, instruction, access, value);
        await ReturnToKernel(vcpu);
    }

    private async Step Enter(Vcpu vcpu, GuestInstruction instruction)
    {
        if (_world is not null)
        {
            await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "x86_emulate_instruction"));
        }
    }

    private async Step Leave(Vcpu vcpu, GuestInstruction instruction)
    {
        if (_world is not null)
        {
            await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "x86_emulate_instruction"));
        }
    }

    // Between an exit and the next KVM_RUN a vCPU thread obeys a request to pause.
    private async Step ReturnToKernel(Vcpu vcpu)
    {
        if (_control is not null)
        {
            await _control.ObeyPause(vcpu.Number);
        }
    }

    // vcpu_run: an instruction that was emulated without an exit does not keep a kicked vCPU thread in the kernel.
    private async Step BeforeReentry(Vcpu vcpu)
    {
        if (_control is not null && _options.Region != KvmRegion.Mmio)
        {
            await _control.ObeyPause(vcpu.Number);
        }
    }

    // What one copy to or from guest RAM moves at once: within a page, 8 bytes; where copies tear, the 1 to 7 bytes of a rest singly.
    private MemoryAccess Part(MemoryAccess access, int done)
    {
        var rest = new MemoryAccess(access.Address + (ulong)done, access.Size - done);
        var (low, _) = rest.SplitAt(PageTable.PageSize);
        return !_options.Tears ? low : low with { Size = low.Size >= 8 ? 8 : 1 };
    }
}
