using System.Globalization;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>
/// APICv inhibition in KVM as of Linux 5.18: the inhibit reasons of a VM, the requests that spread them to its vCPUs,
/// and the check before each VM-entry.
/// </summary>
public class ApicvVm : HostLogic
{
    /// <summary>The check that reports the race.</summary>
    public const string Warning = "WARN_ON_ONCE of vcpu_enter_guest: kvm_apicv_activated == kvm_vcpu_apicv_active";

    /// <summary><c>KVM_REQ_APICV_UPDATE</c>: the only request that is modelled.</summary>
    protected const int ApicvUpdate = 0;

    private const ulong BlockIrq = 1;

    private readonly ApicvForm _form;
    private readonly int _changes;
    private readonly KernelMutex _lock = new("kvm->lock");
    private readonly Completion _created = new("fd of the new vCPU");

    /// <summary>Creates a VM with vCPUs that are online, and one that is yet to be created.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ApicvVm(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        int existing = setup.Settings.Number("vcpus");
        _changes = setup.Settings.Number("changes");
        _form = ApicvForm.Of(setup);
        Vcpus =
        [
            .. Enumerable.Range(0, existing).Select(number => new ApicvVcpu(number, active: true)),
            new ApicvVcpu(existing, active: false),
        ];
        Online = new AtomicCounter("online_vcpus", existing);
        Array = new ObjectArray<ApicvVcpu>("vcpu_array", [.. Vcpus.Take(existing), null]);
    }

    /// <summary>The vCPUs that are online, then the one to be created.</summary>
    protected IReadOnlyList<ApicvVcpu> Vcpus { get; }

    /// <summary>The vCPU to be created.</summary>
    protected ApicvVcpu New => Vcpus[^1];

    /// <summary><c>apicv_inhibit_reasons</c>: APICv is activated when there are none.</summary>
    protected Word Reasons { get; } = new("apicv_inhibit_reasons");

    /// <summary><c>apicv_update_lock</c>.</summary>
    protected ReadWriteSemaphore UpdateLock { get; } = new("apicv_update_lock");

    /// <summary><c>online_vcpus</c>.</summary>
    protected AtomicCounter Online { get; }

    /// <summary><c>vcpu_array</c>.</summary>
    protected ObjectArray<ApicvVcpu> Array { get; }

    internal override void AddTo(SystemModel model)
    {
        var debugged = Vcpus[0];
        model.Process("create", Create).Process(debugged.Name, () => Debug(debugged));
        foreach (var vcpu in Vcpus.Skip(1).SkipLast(1))
        {
            model.Background(vcpu.Name, () => Run(vcpu));
        }

        model
            .Background(New.Name, RunNew)
            .Goal($"finished(create) && finished({debugged.Name})")
            .Goal("the new vCPU is in guest mode", states => states.Of(New.Requests).Mode == VcpuMode.InGuestMode);
    }

    /// <summary>Creates the vCPU, up to its file descriptor.</summary>
    [Overridable(
        "kvm_vm_ioctl_create_vcpu",
        "creates the vCPU: initialises and publishes it, in the order of the variant"
    )]
    protected virtual async Step Create()
    {
        if (!_form.PublishesFirst)
        {
            await Initialize();
        }

        await Publish();
        if (_form.PublishesFirst)
        {
            await Initialize();
        }

        await _created.CompleteAll().In("create_vcpu_fd");
    }

    /// <summary>Gives the new vCPU its APICv state.</summary>
    [Overridable(
        "kvm_arch_vcpu_create",
        "gives the new vCPU its APICv state, from the inhibit reasons or by a pended request"
    )]
    protected virtual async Step Initialize()
    {
        if (_form.Samples)
        {
            if (_form.SamplesUnderLock)
            {
                await UpdateLock.DownRead().In("kvm_arch_vcpu_create");
            }

            bool activated = await Reasons.Load().In("kvm_apicv_activated") == 0;
            await New.Active.Store(activated).In("kvm_arch_vcpu_create");
            if (_form.SamplesUnderLock)
            {
                await UpdateLock.UpRead().In("kvm_arch_vcpu_create");
            }
        }
        else
        {
            await New.Active.Store(_form.StartsActive).In("kvm_arch_vcpu_create");
        }

        if (_form.RequestsItself)
        {
            await New.Requests.Make(ApicvUpdate).In("kvm_arch_vcpu_create");
        }
    }

    /// <summary>Makes the new vCPU visible to other threads.</summary>
    [Overridable(
        "kvm_vm_ioctl_create_vcpu, vcpu_array",
        "publishes the new vCPU under kvm->lock: its entry in vcpu_array, then online_vcpus"
    )]
    protected virtual async Step Publish()
    {
        if (_form.LocksCreation)
        {
            await _lock.Lock().In("kvm_vm_ioctl_create_vcpu");
        }

        if (_form.InsertsBeforeCounting)
        {
            await Array.Insert(Vcpus.Count - 1, New).In("kvm_vm_ioctl_create_vcpu");
            await Online.Increment().In("kvm_vm_ioctl_create_vcpu");
        }
        else
        {
            await Online.Increment().In("kvm_vm_ioctl_create_vcpu");
            await Array.Insert(Vcpus.Count - 1, New).In("kvm_vm_ioctl_create_vcpu");
        }

        if (_form.LocksCreation)
        {
            await _lock.Unlock().In("kvm_vm_ioctl_create_vcpu");
        }
    }

    /// <summary>Brings a vCPU into guest mode, with its requests served.</summary>
    /// <param name="vcpu">The vCPU.</param>
    [Overridable("vcpu_enter_guest", "serves the request, sets the mode, and looks at the requests again")]
    protected virtual async Step PrepareEntry(ApicvVcpu vcpu)
    {
        while (true)
        {
            if (await vcpu.Requests.Check(ApicvUpdate).In("vcpu_enter_guest"))
            {
                await UpdateApicv(vcpu);
            }

            await vcpu.Requests.Enter().In("vcpu_enter_guest");
            if (!_form.LooksAgain || !await vcpu.Requests.IsPending().In("kvm_vcpu_exit_request"))
            {
                break;
            }

            await vcpu.Requests.Leave().In("vcpu_enter_guest");
        }
    }

    /// <summary>Brings a vCPU's APICv state up to date.</summary>
    /// <param name="vcpu">The vCPU.</param>
    [Overridable("kvm_vcpu_update_apicv", "serves the request: takes the vCPU's APICv state from the inhibit reasons")]
    protected virtual async Step UpdateApicv(ApicvVcpu vcpu)
    {
        if (_form.ReadLocks)
        {
            await UpdateLock.DownRead().In("kvm_vcpu_update_apicv");
        }

        bool activated = await Reasons.Load().In("kvm_apicv_activated") == 0;
        await vcpu.Active.Store(activated).In("kvm_vcpu_update_apicv");
        if (_form.ReadLocks)
        {
            await UpdateLock.UpRead().In("kvm_vcpu_update_apicv");
        }
    }

    /// <summary>Sets or clears an inhibit reason.</summary>
    /// <param name="reason">Its bit.</param>
    /// <param name="set">Whether it is set.</param>
    [Overridable(
        "__kvm_set_or_clear_apicv_inhibit",
        "sets or clears an inhibit reason under apicv_update_lock, and requests an update when that toggles APICv"
    )]
    protected virtual async Step UpdateInhibit(ulong reason, bool set)
    {
        if (_form.WriteLocks)
        {
            await UpdateLock.DownWrite("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        }

        ulong before = await Reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
        ulong after = set ? before | reason : before & ~reason;
        bool toggles = (before == 0) != (after == 0);
        if (_form.WritesReasonFirst)
        {
            await Reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
        }

        if (toggles && _form.Requests)
        {
            await RequestUpdate();
        }

        if (!_form.WritesReasonFirst)
        {
            await Reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
        }

        if (_form.WriteLocks)
        {
            await UpdateLock.UpWrite().In("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        }
    }

    /// <summary>
    /// Tells all vCPUs that are online: the bit, then an interrupt for those in guest mode, then the wait for all of
    /// them.
    /// </summary>
    [Overridable(
        "kvm_make_all_cpus_request",
        "requests the update of every vCPU that is online, and kicks those in guest mode"
    )]
    protected virtual async Step RequestUpdate()
    {
        int online = await Online.Read().In("kvm_make_all_cpus_request_except");
        ulong kicked = 0;
        for (int i = 0; i < online; i++)
        {
            var vcpu = await Array.Load(i).In("kvm_make_all_cpus_request_except");
            Claim.That(vcpu is not null, "every vCPU that online_vcpus counts is in vcpu_array");
            await vcpu.Requests.Make(ApicvUpdate).In("kvm_make_vcpu_request");
            if (await vcpu.Requests.Kick().In("kvm_request_needs_ipi") != VcpuMode.OutsideGuestMode)
            {
                kicked |= 1UL << i;
            }
        }

        for (int i = 0; i < online && _form.WaitsForKicked; i++)
        {
            if ((kicked >> i & 1) == 1)
            {
                await Vcpus[i].Requests.WaitForKick().In("kvm_kick_many_cpus");
            }
        }
    }

    // A thread that runs the new vCPU as soon as it has its file descriptor, and again and again.
    private async Step RunNew()
    {
        await _created.Wait().In("kvm_vcpu_ioctl");
        await Run(New);
    }

    private async Step Run(ApicvVcpu vcpu)
    {
        while (true)
        {
            await EnterGuest(vcpu);
        }
    }

    // A thread that alternately sets and clears interrupt blocking for debugging on its vCPU, and runs the vCPU after
    // each change.
    private async Step Debug(ApicvVcpu vcpu)
    {
        for (int change = 0; change < _changes; change++)
        {
            await UpdateInhibit(BlockIrq, change % 2 == 0);
            await EnterGuest(vcpu);
        }
    }

    private async Step EnterGuest(ApicvVcpu vcpu)
    {
        await PrepareEntry(vcpu);
        bool active = await vcpu.Active.Load().In("kvm_vcpu_apicv_active");
        bool activated = await Reasons.Load().In("kvm_apicv_activated") == 0;
        Claim.That(active == activated, Warning);
        await vcpu.Requests.Leave().In("vcpu_enter_guest");
    }
}

/// <summary>What APICv keeps for a vCPU.</summary>
public sealed class ApicvVcpu
{
    internal ApicvVcpu(int number, bool active)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"vcpu{number}");
        Requests = new VcpuRequests($"{Name}->requests");
        Active = new Cell<bool>($"{Name}->apicv_active", active);
    }

    /// <summary>The vCPU's name, and that of the thread that runs it.</summary>
    public string Name { get; }

    /// <summary>Its requests and mode.</summary>
    public VcpuRequests Requests { get; }

    /// <summary><c>vcpu->arch.apicv_active</c>.</summary>
    public Cell<bool> Active { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
