using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>User space guesses the file descriptor of a vCPU that is still being created, and performs an ioctl on it (6e2b2358b3ef).</summary>
public sealed class VcpuOnline : VariantScenario
{
    private static readonly ExpectedVerdict _early = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "vcpu-online";

    /// <inheritdoc/>
    public override string Summary => "an ioctl comes to a vCPU whose descriptor is there before it is online: is it held back? (KVM, 6e2b2358b3ef)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("waits-for-mutex", "creation holds the vCPU's mutex until the vCPU is online; an ioctl that comes before waits for it", Evidence.Reported,
            "kvm_vm_ioctl_create_vcpu, kvm_vcpu_ioctl since 6e2b2358b3ef", "", ExpectedVerdict.Holds),
        new("original", "the descriptor is installed, then the vCPU becomes online; nothing is held", Evidence.Reported,
            "kvm_vm_ioctl_create_vcpu before 6e2b2358b3ef", "ioctls on a vCPU that is not online", _early),
        new("online-before-descriptor", "the vCPU becomes online, then the descriptor is installed, which may fail", Evidence.Hypothesis,
            "kvm_vm_ioctl_create_vcpu with the two steps exchanged", "", _early),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("waits-for-mutex", "creation-mutex", _early, "an ioctl finds the mutex free before the vCPU is online"),
        new("waits-for-mutex", "ioctl-mutex", _early, "an ioctl does not wait for creation"),
        new("waits-for-mutex", "count-check", _early, "a walk over the vCPUs takes an entry that is not counted yet, and creation may still fail: vCPU 0 before 0664dc74e9d0"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool creationLocks = variant == "waits-for-mutex" && parts.Has("creation-mutex");
        bool ioctlLocks = variant == "waits-for-mutex" && parts.Has("ioctl-mutex");
        bool descriptorFirst = variant != "online-before-descriptor";
        bool looksAtCount = parts.Has("count-check");
        var mutex = new KernelMutex("vcpu->mutex");
        var entry = new Word("vcpu_array[0]");
        var online = new AtomicCounter("online_vcpus");
        var descriptor = new Word("descriptor");
        var freed = new Word("freed");

        async Step Create()
        {
            if (creationLocks)
            {
                await mutex.Lock().In("kvm_vm_ioctl_create_vcpu");
            }

            await entry.Store(1).In("kvm_vm_ioctl_create_vcpu");
            if (!descriptorFirst)
            {
                await online.Increment().In("kvm_vm_ioctl_create_vcpu");
            }

            if (await Choice.Of(true, false).In("create_vcpu_fd"))
            {
                await descriptor.Store(1).In("create_vcpu_fd");
                if (descriptorFirst)
                {
                    await online.Increment().In("kvm_vm_ioctl_create_vcpu");
                }
            }
            else
            {
                await Undo();
            }

            if (creationLocks)
            {
                await mutex.Unlock().In("kvm_vm_ioctl_create_vcpu");
            }
        }

        async Step Undo()
        {
            if (!descriptorFirst)
            {
                await online.Decrement().In("kvm_vm_ioctl_create_vcpu");
            }

            await entry.Store(0).In("kvm_vm_ioctl_create_vcpu");
            await freed.Store(1).In("kvm_vcpu_destroy");
        }

        async Step Ioctl()
        {
            if (await descriptor.Load().In("guess of a file descriptor") == 0)
            {
                return;
            }

            if (ioctlLocks)
            {
                await mutex.Lock().In("kvm_vcpu_ioctl");
            }

            Claim.That(await online.Read().In("kvm_vcpu_ioctl") == 1, "a vCPU that serves an ioctl is online");
            if (ioctlLocks)
            {
                await mutex.Unlock().In("kvm_vcpu_ioctl");
            }
        }

        async Step Walk()
        {
            if (looksAtCount && await online.Read().In("kvm_for_each_vcpu") == 0)
            {
                return;
            }

            if (await entry.Load().In("kvm_for_each_vcpu") == 1)
            {
                Claim.That(await freed.Load().In("kvm_for_each_vcpu") == 0, "no vCPU is used after it was freed");
            }
        }

        return new SystemModel(Name)
            .Process("create", Create)
            .Process("ioctl", Ioctl)
            .Process("walk", Walk)
            .Goal("finished(create) && finished(ioctl) && finished(walk)");
    }
}
