using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;

namespace Model.Scenarios.Apicv;

/// <summary>
/// APICv inhibition in KVM as of Linux 5.18: the inhibit reasons of a VM, the requests that spread them to its vCPUs, and the check before each VM-entry.
/// </summary>
internal sealed class ApicvVm
{
    /// <summary>The check that reports the race.</summary>
    public const string Warning = "WARN_ON_ONCE of vcpu_enter_guest: kvm_apicv_activated == kvm_vcpu_apicv_active";

    // KVM_REQ_APICV_UPDATE: the only request that is modelled.
    private const int ApicvUpdate = 0;
    private const ulong BlockIrq = 1;

    private readonly ApicvForm _form;
    private readonly Word _reasons = new("apicv_inhibit_reasons");
    private readonly ReadWriteSemaphore _updateLock = new("apicv_update_lock");
    private readonly KernelMutex _lock = new("kvm->lock");
    private readonly AtomicCounter _online;
    private readonly ObjectArray<ApicvVcpu> _array;
    private readonly Completion _created = new("fd of the new vCPU");

    /// <summary>Creates a VM with vCPUs that are online, and one that is yet to be created.</summary>
    public ApicvVm(int existing, ApicvForm form)
    {
        _form = form;
        Vcpus = [.. Enumerable.Range(0, existing).Select(number => new ApicvVcpu(number, active: true)), new ApicvVcpu(existing, active: false)];
        _online = new AtomicCounter("online_vcpus", existing);
        _array = new ObjectArray<ApicvVcpu>("vcpu_array", [.. Vcpus.Take(existing), null]);
    }

    /// <summary>The vCPUs that are online, then the one to be created.</summary>
    public IReadOnlyList<ApicvVcpu> Vcpus { get; }

    private ApicvVcpu New => Vcpus[^1];

    /// <summary><c>kvm_vm_ioctl_create_vcpu</c>.</summary>
    public async Step Create()
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

    /// <summary>A thread that runs the new vCPU as soon as it has its file descriptor, and again and again.</summary>
    public async Step RunNew()
    {
        await _created.Wait().In("kvm_vcpu_ioctl");
        await Run(New);
    }

    /// <summary>A thread that runs a vCPU again and again.</summary>
    public async Step Run(ApicvVcpu vcpu)
    {
        while (true)
        {
            await EnterGuest(vcpu);
        }
    }

    /// <summary>A thread that alternately sets and clears interrupt blocking for debugging on its vCPU, and runs the vCPU after each change.</summary>
    public async Step Debug(ApicvVcpu vcpu, int changes)
    {
        for (int change = 0; change < changes; change++)
        {
            await UpdateInhibit(BlockIrq, change % 2 == 0);
            await EnterGuest(vcpu);
        }
    }

    private async Step Initialize()
    {
        if (_form.Samples)
        {
            if (_form.SamplesUnderLock)
            {
                await _updateLock.DownRead().In("kvm_arch_vcpu_create");
            }

            bool activated = await _reasons.Load().In("kvm_apicv_activated") == 0;
            await New.Active.Store(activated).In("kvm_arch_vcpu_create");
            if (_form.SamplesUnderLock)
            {
                await _updateLock.UpRead().In("kvm_arch_vcpu_create");
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

    private async Step Publish()
    {
        if (_form.LocksCreation)
        {
            await _lock.Lock().In("kvm_vm_ioctl_create_vcpu");
        }

        if (_form.InsertsBeforeCounting)
        {
            await _array.Insert(Vcpus.Count - 1, New).In("kvm_vm_ioctl_create_vcpu");
            await _online.Increment().In("kvm_vm_ioctl_create_vcpu");
        }
        else
        {
            await _online.Increment().In("kvm_vm_ioctl_create_vcpu");
            await _array.Insert(Vcpus.Count - 1, New).In("kvm_vm_ioctl_create_vcpu");
        }

        if (_form.LocksCreation)
        {
            await _lock.Unlock().In("kvm_vm_ioctl_create_vcpu");
        }
    }

    private async Step EnterGuest(ApicvVcpu vcpu)
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

        bool active = await vcpu.Active.Load().In("kvm_vcpu_apicv_active");
        bool activated = await _reasons.Load().In("kvm_apicv_activated") == 0;
        Claim.That(active == activated, Warning);
        await vcpu.Requests.Leave().In("vcpu_enter_guest");
    }

    private async Step UpdateApicv(ApicvVcpu vcpu)
    {
        if (_form.ReadLocks)
        {
            await _updateLock.DownRead().In("kvm_vcpu_update_apicv");
        }

        bool activated = await _reasons.Load().In("kvm_apicv_activated") == 0;
        await vcpu.Active.Store(activated).In("kvm_vcpu_update_apicv");
        if (_form.ReadLocks)
        {
            await _updateLock.UpRead().In("kvm_vcpu_update_apicv");
        }
    }

    private async Step UpdateInhibit(ulong reason, bool set)
    {
        if (_form.WriteLocks)
        {
            await _updateLock.DownWrite("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        }

        ulong before = await _reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
        ulong after = set ? before | reason : before & ~reason;
        bool toggles = (before == 0) != (after == 0);
        if (_form.WritesReasonFirst)
        {
            await _reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
        }

        if (toggles && _form.Requests)
        {
            await RequestUpdate();
        }

        if (!_form.WritesReasonFirst)
        {
            await _reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
        }

        if (_form.WriteLocks)
        {
            await _updateLock.UpWrite().In("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        }
    }

    // kvm_make_all_cpus_request: the bit, then an interrupt for those in guest mode, then the wait for all of them.
    private async Step RequestUpdate()
    {
        int online = await _online.Read().In("kvm_make_all_cpus_request_except");
        ulong kicked = 0;
        for (int i = 0; i < online; i++)
        {
            var vcpu = await _array.Load(i).In("kvm_make_all_cpus_request_except");
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
}
