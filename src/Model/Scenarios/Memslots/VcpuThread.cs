using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>A vCPU's thread in user space, <c>kvm_cpu_exec</c>: runs the guest and handles what KVM_RUN returns with.</summary>
internal sealed class VcpuThread
{
    private readonly int _cpu;
    private readonly KvmRun _run;
    private readonly UserSpace _userSpace;
    private readonly Word _backing;
    private readonly bool _isHealthy;

    /// <param name="cpu">The vCPU's number.</param>
    /// <param name="run">The vCPU in KVM.</param>
    /// <param name="userSpace">How user space behaves.</param>
    /// <param name="backing">What user space itself reaches at the page's address.</param>
    /// <param name="isHealthy">Whether the guest must not be stopped.</param>
    public VcpuThread(int cpu, KvmRun run, UserSpace userSpace, Word backing, bool isHealthy)
    {
        _cpu = cpu;
        _run = run;
        _userSpace = userSpace;
        _backing = backing;
        _isHealthy = isHealthy;
    }

    public async Step Run()
    {
        var vcpu = default(VcpuContext);
        while (true)
        {
            ulong sample = await _userSpace.Enter(_cpu, vcpu.IsReadCompleted);
            var exit = await _run.Run(vcpu);
            await _userSpace.Leave(_cpu, exit.Reason == ExitReason.MmioRead);
            vcpu = exit.Vcpu;
            switch (exit.Reason)
            {
                case ExitReason.Over:
                    return;
                case ExitReason.MmioRead:
                    ulong data = await _userSpace.Read(_backing);
                    vcpu = vcpu with { IsReadCompleted = true, Data = data };
                    break;
                case ExitReason.MmioWrite:
                    await _userSpace.Write(_backing, exit.Value);
                    break;
                case ExitReason.Io:
                    await _userSpace.HandlePort(_cpu);
                    break;
                case ExitReason.Interrupted:
                    await _userSpace.TakeInterrupt(_cpu);
                    break;
                case ExitReason.EmptyMmio when await _userSpace.Resumes(sample):
                    break;
                default:
                    Claim.That(!_isHealthy, "a healthy guest is not stopped");
                    await _userSpace.IsStopped.Store(1).In("vm_stop");
                    return;
            }
        }
    }
}
