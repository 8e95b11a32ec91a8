using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>A thread that creates a vCPU, one that guesses its descriptor, and one that walks over all vCPUs.</summary>
public class VcpuOnlineLogic : HostLogic
{
    private static readonly ExpectedVerdict _early = ExpectedVerdict.Violates("assertion");

    /// <summary>
    /// User space guesses the file descriptor of a vCPU that is still being created, and performs an ioctl on it
    /// (6e2b2358b3ef).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "vcpu-online",
            "an ioctl comes to a vCPU whose descriptor is there before it is online: is it held back? (KVM, "
                + "6e2b2358b3ef)",
            typeof(VcpuOnlineLogic)
        )
        {
            Variants =
            [
                new(
                    "waits-for-mutex",
                    "creation holds the vCPU's mutex until the vCPU is online; an ioctl that comes before waits for it",
                    Evidence.Reported,
                    "kvm_vm_ioctl_create_vcpu, kvm_vcpu_ioctl since 6e2b2358b3ef",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "original",
                    "the descriptor is installed, then the vCPU becomes online; nothing is held",
                    Evidence.Reported,
                    "kvm_vm_ioctl_create_vcpu before 6e2b2358b3ef",
                    "ioctls on a vCPU that is not online",
                    _early
                ),
                new(
                    "online-before-descriptor",
                    "the vCPU becomes online, then the descriptor is installed, which may fail",
                    Evidence.Hypothesis,
                    "kvm_vm_ioctl_create_vcpu with the two steps exchanged",
                    "",
                    _early
                ),
            ],
            Removals =
            [
                new(
                    "waits-for-mutex",
                    "creation-mutex",
                    _early,
                    "an ioctl finds the mutex free before the vCPU is online"
                ),
                new("waits-for-mutex", "ioctl-mutex", _early, "an ioctl does not wait for creation"),
                new(
                    "waits-for-mutex",
                    "count-check",
                    _early,
                    "a walk over the vCPUs takes an entry that is not counted yet, and creation may still fail: vCPU 0 "
                        + "before 0664dc74e9d0"
                ),
            ],
        };

    private readonly bool _creationLocks;
    private readonly bool _ioctlLocks;
    private readonly bool _descriptorFirst;
    private readonly bool _looksAtCount;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public VcpuOnlineLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _creationLocks = setup.Variant == "waits-for-mutex" && setup.Has("creation-mutex");
        _ioctlLocks = setup.Variant == "waits-for-mutex" && setup.Has("ioctl-mutex");
        _descriptorFirst = setup.Variant != "online-before-descriptor";
        _looksAtCount = setup.Has("count-check");
        Mutex = new KernelMutex("vcpu->mutex");
        Entry = new Word("vcpu_array[0]");
        Online = new AtomicCounter("online_vcpus");
        Descriptor = new Word("descriptor");
        Freed = new Word("freed");
    }

    /// <summary><c>vcpu->mutex</c>.</summary>
    protected KernelMutex Mutex { get; }

    /// <summary>Whether <c>vcpu_array</c> has the vCPU.</summary>
    protected Word Entry { get; }

    /// <summary><c>online_vcpus</c>.</summary>
    protected AtomicCounter Online { get; }

    /// <summary>Whether the file descriptor is installed.</summary>
    protected Word Descriptor { get; }

    /// <summary>Whether the vCPU was freed.</summary>
    protected Word Freed { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("create", Create)
            .Process("ioctl", Ioctl)
            .Process("walk", Walk)
            .Goal("finished(create) && finished(ioctl) && finished(walk)");

    /// <summary>Creates the vCPU; installing its descriptor may fail.</summary>
    [Overridable("kvm_vm_ioctl_create_vcpu", "publishes the vCPU: array entry, descriptor and count, or undoes that")]
    protected virtual async Step Create()
    {
        if (_creationLocks)
        {
            await Mutex.Lock().In("kvm_vm_ioctl_create_vcpu");
        }

        await Entry.Store(1).In("kvm_vm_ioctl_create_vcpu");
        if (!_descriptorFirst)
        {
            await Online.Increment().In("kvm_vm_ioctl_create_vcpu");
        }

        if (await Choice.Of(true, false).In("create_vcpu_fd"))
        {
            await Descriptor.Store(1).In("create_vcpu_fd");
            if (_descriptorFirst)
            {
                await Online.Increment().In("kvm_vm_ioctl_create_vcpu");
            }
        }
        else
        {
            await Undo();
        }

        if (_creationLocks)
        {
            await Mutex.Unlock().In("kvm_vm_ioctl_create_vcpu");
        }
    }

    /// <summary>Takes the vCPU back whose descriptor could not be installed.</summary>
    [Overridable("kvm_vcpu_destroy", "takes the vCPU out of the array and frees it")]
    protected virtual async Step Undo()
    {
        if (!_descriptorFirst)
        {
            await Online.Decrement().In("kvm_vm_ioctl_create_vcpu");
        }

        await Entry.Store(0).In("kvm_vm_ioctl_create_vcpu");
        await Freed.Store(1).In("kvm_vcpu_destroy");
    }

    /// <summary>Performs an ioctl on a descriptor that was guessed.</summary>
    [Overridable("kvm_vcpu_ioctl", "serves an ioctl on the vCPU once its descriptor is there")]
    protected virtual async Step Ioctl()
    {
        if (await Descriptor.Load().In("guess of a file descriptor") == 0)
        {
            return;
        }

        if (_ioctlLocks)
        {
            await Mutex.Lock().In("kvm_vcpu_ioctl");
        }

        await Serve();
        if (_ioctlLocks)
        {
            await Mutex.Unlock().In("kvm_vcpu_ioctl");
        }
    }

    /// <summary>Walks over the vCPUs.</summary>
    [Overridable("kvm_for_each_vcpu", "uses the vCPU when the count and the array say that it is there")]
    protected virtual async Step Walk()
    {
        if (_looksAtCount && await Online.Read().In("kvm_for_each_vcpu") == 0)
        {
            return;
        }

        if (await Entry.Load().In("kvm_for_each_vcpu") == 1)
        {
            await Use();
        }
    }

    /// <summary>Serves the ioctl.</summary>
    protected async Step Serve() =>
        Claim.That(await Online.Read().In("kvm_vcpu_ioctl") == 1, "a vCPU that serves an ioctl is online");

    /// <summary>Uses the vCPU that the walk has found.</summary>
    protected async Step Use() =>
        Claim.That(await Freed.Load().In("kvm_for_each_vcpu") == 0, "no vCPU is used after it was freed");
}
