using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>One vCPU inside the KVM_RUN ioctl. The slots are looked up under SRCU, which is not held in guest mode nor in user space.</summary>
internal sealed class KvmRun
{
    private readonly SlotMemory _memory;
    private readonly MemslotConfiguration _configuration;
    private readonly Sequence<GuestAccess> _program;
    private readonly Word _kick;

    public KvmRun(SlotMemory memory, MemslotConfiguration configuration, Sequence<GuestAccess> program, Word kick)
    {
        _memory = memory;
        _configuration = configuration;
        _program = program;
        _kick = kick;
    }

    /// <summary>Runs the guest until user space is needed.</summary>
    public async Step<RunExit> Run(VcpuContext vcpu)
    {
        if (vcpu.IsReadCompleted)
        {
            int section = await _memory.Srcu.ReadLock().In("complete_emulated_mmio");
            var completed = await Complete(vcpu);
            await _memory.Srcu.ReadUnlock(section);
            if (completed.Reason != ExitReason.None)
            {
                return completed;
            }

            vcpu = completed.Vcpu;
        }

        while (true)
        {
            var happened = await new GuestMode(_memory, _kick, Current(vcpu), _configuration.IsForced).In("guest mode");
            switch (happened.Kind)
            {
                case GuestEventKind.Retired:
                    vcpu = Retire(vcpu, happened.Data);
                    continue;
                case GuestEventKind.Kicked:
                    return new RunExit(ExitReason.Interrupted, vcpu);
                case GuestEventKind.Over:
                    return new RunExit(ExitReason.Over, vcpu);
            }

            int section = await _memory.Srcu.ReadLock().In("vcpu_enter_guest");
            var handled = await Handle(vcpu);
            await _memory.Srcu.ReadUnlock(section);
            if (handled.Reason != ExitReason.None)
            {
                return handled;
            }

            vcpu = handled.Vcpu;
        }
    }

    private GuestAccess? Current(VcpuContext vcpu) => vcpu.Instruction < _program.Count ? _program[vcpu.Instruction] : null;

    private VcpuContext Retire(VcpuContext vcpu, ulong data)
    {
        var access = _program[vcpu.Instruction];
        Claim.That(access.Kind != AccessKind.Load || data == access.Value, "a load finds what the same CPU has stored");
        return vcpu.Retire();
    }

    private async Step<RunExit> Handle(VcpuContext vcpu)
    {
        if (_program[vcpu.Instruction].Kind == AccessKind.PortAccess)
        {
            return new RunExit(ExitReason.Io, vcpu.Retire());
        }

        if (!_configuration.IsForced)
        {
            var slot = await _memory.Find("page fault");
            if (slot == SlotState.Valid)
            {
                await _memory.Mapping.Store(1).In("page fault");
                return RunExit.Resume(vcpu);
            }

            if (slot == SlotState.Invalid && _configuration.RetriesInvalid)
            {
                Narration.Note("RET_PF_RETRY");
                return RunExit.Resume(vcpu);
            }
        }

        return await Emulate(vcpu);
    }

    private async Step<RunExit> Emulate(VcpuContext vcpu)
    {
        var access = _program[vcpu.Instruction];
        if (access.Kind == AccessKind.Fetch)
        {
            bool isFetched = await _memory.Find("kvm_fetch_guest_virt") == SlotState.Valid;
            return isFetched ? RunExit.Resume(vcpu.Retire()) : FailToFetch(vcpu);
        }

        if (access.Kind == AccessKind.Store)
        {
            if (await _memory.Find("emulator_write_emulated") != SlotState.Valid)
            {
                return new RunExit(ExitReason.MmioWrite, vcpu.Retire(), access.Value);
            }

            await access.Memory.Store(access.Value).In("emulator_write_emulated");
            return RunExit.Resume(vcpu.Retire());
        }

        if (await _memory.Find("emulator_read_emulated") != SlotState.Valid)
        {
            return new RunExit(ExitReason.MmioRead, vcpu);
        }

        ulong seen = await access.Memory.Load().In("emulator_read_emulated");
        return access.Kind == AccessKind.Load ? RunExit.Resume(Retire(vcpu, seen)) : await CompareExchange(vcpu, seen);
    }

    private async Step<RunExit> Complete(VcpuContext vcpu) => _program[vcpu.Instruction].Kind == AccessKind.Load
        ? RunExit.Resume(Retire(vcpu, vcpu.Data))
        : await CompareExchange(vcpu, vcpu.Data);

    private async Step<RunExit> CompareExchange(VcpuContext vcpu, ulong seen)
    {
        // Looked up anew: the read may have found something else.
        var slot = await _memory.Find("emulator_cmpxchg_emulated");
        if (slot != SlotState.Valid)
        {
            return new RunExit(ExitReason.MmioWrite, vcpu.Retire(), seen + 1);
        }

        Claim.That(
            _configuration.Page != GuestPage.DeviceThenRam || !vcpu.IsReadCompleted,
            "an instruction that has read a device does not end in the RAM that replaced it");
        ulong found = await _program[vcpu.Instruction].Memory.CompareExchange(seen, seen + 1).In("emulator_cmpxchg_emulated");
        return RunExit.Resume(found == seen ? vcpu.Retire() : vcpu with { IsReadCompleted = false, Data = 0 });
    }

    private RunExit FailToFetch(VcpuContext vcpu)
    {
        Narration.Note("handle_emulation_failure");
        if (!_configuration.IsFetchFailureFatal)
        {
            return new RunExit(ExitReason.EmptyMmio, vcpu);
        }

        if (_configuration.IsKernel)
        {
            return new RunExit(ExitReason.InternalError, vcpu);
        }

        Claim.That(_configuration.Page == GuestPage.Unbacked, "a healthy program gets no #UD");
        return RunExit.Resume(vcpu.Retire());
    }
}
