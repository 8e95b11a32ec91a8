using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>
/// The vCPUs inside the KVM_RUN ioctl. The slots are looked up under SRCU, which is not held in guest mode nor in user
/// space.
/// </summary>
public abstract class KvmRun : SlotMemory
{
    private readonly Sequence<Sequence<GuestAccess>> _programs;

    /// <summary>Makes the vCPUs of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    protected KvmRun(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        RetriesInvalid = setup.Settings.Word("kernel") == "6.19";
        IsKernel = setup.Settings.Word("guest") != "fetch-user";
        IsForced = setup.Settings.Word("emulation") == "always";
        IsFetchFailureFatal = !setup.Variant.StartsWith("empty-mmio", StringComparison.Ordinal);
        _programs = Sequence<Sequence<GuestAccess>>.Of([.. Enumerable.Range(0, Guest.Cpus).Select(Guest.ProgramOf)]);
        Kicks = [.. Enumerable.Range(0, Guest.Cpus).Select(cpu => new Word(FormattableString.Invariant($"kick{cpu}")))];
    }

    /// <summary>For each vCPU whether a signal is pending for its thread.</summary>
    protected IReadOnlyList<Word> Kicks { get; }

    /// <summary>
    /// Whether a page fault on an invalid slot is retried (6.x) or treated as one without a slot (5.10).
    /// </summary>
    protected bool RetriesInvalid { get; }

    /// <summary>Whether the guest runs at CPL 0.</summary>
    protected bool IsKernel { get; }

    /// <summary>Whether every access is emulated, mapped or not.</summary>
    protected bool IsForced { get; }

    /// <summary>
    /// Whether an instruction that cannot be fetched ends in an internal error or #UD, as in KVM; otherwise in an empty
    /// MMIO exit.
    /// </summary>
    protected bool IsFetchFailureFatal { get; }

    /// <summary>Runs the guest until user space is needed.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    [Overridable(
        "kvm_arch_vcpu_ioctl_run, vcpu_run",
        "completes the instruction that user space was needed for, then runs the guest until it is needed again"
    )]
    protected virtual async Step<RunExit> Run(int cpu, VcpuContext vcpu)
    {
        if (vcpu.IsReadCompleted)
        {
            int section = await Srcu.ReadLock().In("complete_emulated_mmio");
            var completed = await Complete(cpu, vcpu);
            await Srcu.ReadUnlock(section);
            if (completed.Reason != ExitReason.None)
            {
                return completed;
            }

            vcpu = completed.Vcpu;
        }

        while (true)
        {
            var happened = await EnterGuest(cpu, vcpu);
            switch (happened.Kind)
            {
                case GuestEventKind.Retired:
                    vcpu = Retire(cpu, vcpu, happened.Data);
                    continue;
                case GuestEventKind.Kicked:
                    return new RunExit(ExitReason.Interrupted, vcpu);
                case GuestEventKind.Over:
                    return new RunExit(ExitReason.Over, vcpu);
            }

            int section = await Srcu.ReadLock().In("vcpu_enter_guest");
            var handled = await Handle(cpu, vcpu);
            await Srcu.ReadUnlock(section);
            if (handled.Reason != ExitReason.None)
            {
                return handled;
            }

            vcpu = handled.Vcpu;
        }
    }

    /// <summary>Handles a VM exit.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    [Overridable(
        "vmx_handle_exit",
        "handles a VM exit: a port access goes to user space, anything else is a page fault"
    )]
    protected virtual async Step<RunExit> Handle(int cpu, VcpuContext vcpu)
    {
        if (AccessOf(cpu, vcpu).Kind == AccessKind.PortAccess)
        {
            return new RunExit(ExitReason.Io, vcpu.Retire());
        }

        return await HandlePageFault(cpu, vcpu);
    }

    /// <summary>Handles a page fault: maps the page, lets the guest try again, or emulates the instruction.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    [Overridable(
        "kvm_mmu_page_fault, kvm_faultin_pfn",
        "maps the page, or lets the guest try again on an invalid slot, or emulates the instruction"
    )]
    protected virtual async Step<RunExit> HandlePageFault(int cpu, VcpuContext vcpu)
    {
        if (!IsForced)
        {
            var slot = await Find("page fault");
            if (slot == SlotState.Valid)
            {
                await Mapping.Store(1).In("page fault");
                return RunExit.Resume(vcpu);
            }

            if (slot == SlotState.Invalid && RetriesInvalid)
            {
                Narration.Note("RET_PF_RETRY");
                return RunExit.Resume(vcpu);
            }
        }

        return await Emulate(cpu, vcpu);
    }

    /// <summary>Emulates the instruction.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    [Overridable(
        "x86_emulate_instruction",
        "emulates the instruction: fetches it, or reads and writes its operand, in RAM or by exits"
    )]
    protected virtual async Step<RunExit> Emulate(int cpu, VcpuContext vcpu)
    {
        var access = AccessOf(cpu, vcpu);
        if (access.Kind == AccessKind.Fetch)
        {
            bool isFetched = await Find("kvm_fetch_guest_virt") == SlotState.Valid;
            return isFetched ? RunExit.Resume(vcpu.Retire()) : FailToFetch(vcpu);
        }

        if (access.Kind == AccessKind.Store)
        {
            if (await Find("emulator_write_emulated") != SlotState.Valid)
            {
                return new RunExit(ExitReason.MmioWrite, vcpu.Retire(), access.Value);
            }

            await access.Memory.Store(access.Value).In("emulator_write_emulated");
            return RunExit.Resume(vcpu.Retire());
        }

        if (await Find("emulator_read_emulated") != SlotState.Valid)
        {
            return new RunExit(ExitReason.MmioRead, vcpu);
        }

        ulong seen = await access.Memory.Load().In("emulator_read_emulated");
        return access.Kind == AccessKind.Load
            ? RunExit.Resume(Retire(cpu, vcpu, seen))
            : await CompareExchange(cpu, vcpu, seen);
    }

    /// <summary>Goes on with an instruction whose read user space has answered.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    [Overridable("complete_emulated_mmio", "goes on with an instruction whose read user space has answered")]
    protected virtual async Step<RunExit> Complete(int cpu, VcpuContext vcpu) =>
        AccessOf(cpu, vcpu).Kind == AccessKind.Load
            ? RunExit.Resume(Retire(cpu, vcpu, vcpu.Data))
            : await CompareExchange(cpu, vcpu, vcpu.Data);

    /// <summary>Writes the result of a locked instruction back.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    /// <param name="seen">What it has read.</param>
    [Overridable(
        "emulator_cmpxchg_emulated",
        "writes a locked instruction back: looks up the slot again, then a compare-exchange on RAM, or a write exit"
    )]
    protected virtual async Step<RunExit> CompareExchange(int cpu, VcpuContext vcpu, ulong seen)
    {
        // Looked up anew: the read may have found something else.
        var slot = await Find("emulator_cmpxchg_emulated");
        if (slot != SlotState.Valid)
        {
            return new RunExit(ExitReason.MmioWrite, vcpu.Retire(), seen + 1);
        }

        ulong found = await ExchangeInRam(cpu, vcpu, seen);
        return RunExit.Resume(found == seen ? vcpu.Retire() : vcpu with { IsReadCompleted = false, Data = 0 });
    }

    /// <summary>What becomes of an instruction that cannot be fetched.</summary>
    /// <param name="vcpu">The vCPU's state.</param>
    [Overridable(
        "handle_emulation_failure",
        "what becomes of an instruction that cannot be fetched: an internal error, #UD at CPL 3, or an empty MMIO exit"
    )]
    protected virtual RunExit FailToFetch(VcpuContext vcpu)
    {
        Narration.Note("handle_emulation_failure");
        if (!IsFetchFailureFatal)
        {
            return new RunExit(ExitReason.EmptyMmio, vcpu);
        }

        if (IsKernel)
        {
            return new RunExit(ExitReason.InternalError, vcpu);
        }

        return RaiseInvalidOpcode(vcpu);
    }

    /// <summary>The guest executes its instruction on the mapped page, or leaves.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    protected Operation<GuestEvent> EnterGuest(int cpu, VcpuContext vcpu) =>
        new GuestMode(this, Kicks[cpu], Current(cpu, vcpu), IsForced).In("guest mode");

    /// <summary>The instruction that the vCPU is at.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    protected GuestAccess AccessOf(int cpu, VcpuContext vcpu) => _programs[cpu][vcpu.Instruction];

    /// <summary>Retires the instruction that the vCPU is at, with what it has read.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    /// <param name="data">What was read.</param>
    protected VcpuContext Retire(int cpu, VcpuContext vcpu, ulong data)
    {
        var access = AccessOf(cpu, vcpu);
        Claim.That(access.Kind != AccessKind.Load || data == access.Value, "a load finds what the same CPU has stored");
        return vcpu.Retire();
    }

    /// <summary>Adds 1 to what was read, by a compare-exchange on RAM; answers what was found there.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    /// <param name="vcpu">Its state.</param>
    /// <param name="seen">What was read.</param>
    protected async Step<ulong> ExchangeInRam(int cpu, VcpuContext vcpu, ulong seen)
    {
        Claim.That(
            Page != GuestPage.DeviceThenRam || !vcpu.IsReadCompleted,
            "an instruction that has read a device does not end in the RAM that replaced it"
        );
        return await AccessOf(cpu, vcpu).Memory.CompareExchange(seen, seen + 1).In("emulator_cmpxchg_emulated");
    }

    /// <summary>The guest's program gets #UD, and skips the instruction.</summary>
    /// <param name="vcpu">The vCPU's state.</param>
    protected RunExit RaiseInvalidOpcode(VcpuContext vcpu)
    {
        Claim.That(Page == GuestPage.Unbacked, "a healthy program gets no #UD");
        return RunExit.Resume(vcpu.Retire());
    }

    private GuestAccess? Current(int cpu, VcpuContext vcpu) =>
        vcpu.Instruction < _programs[cpu].Count ? AccessOf(cpu, vcpu) : null;
}
