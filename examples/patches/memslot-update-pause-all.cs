using System.Collections.Generic;
using System.Linq;
using Model.Objects;
using Model.Scenarios.Memslots;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Patches;

/// <summary>memslot-update: QEMU pauses all vCPUs around the two ioctls that replace a slot.</summary>
/// <remarks>
/// Starts from <c>original</c>, whose guest is stopped with an internal error in the hole between the ioctls; the
/// checker finds nothing any more.
/// </remarks>
internal sealed class PauseAroundUpdate : UserSpace
{
    private readonly Word _stop = new("stop");
    private readonly IReadOnlyList<Word> _paused;

    /// <inheritdoc/>
    public PauseAroundUpdate(VariantSetup setup)
        : base(setup) => _paused = [.. Enumerable.Range(0, Cpus).Select(cpu => new Word($"paused{cpu}"))];

    /// <inheritdoc/>
    protected override async Step Update()
    {
        await _stop.Store(1).In("pause_all_vcpus");
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            await Kicks[cpu].Store(1).In("pause_all_vcpus");
        }

        await BigLock.Unlock();
        await AllPaused();
        await BigLock.Lock().In("pause_all_vcpus");
        await DeleteAndCreate();
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            await _paused[cpu].Store(0).In("resume_all_vcpus");
        }

        await _stop.Store(0).In("resume_all_vcpus");
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Only here is no instruction half done: with a read exit to be completed, the vCPU thread enters KVM once more.
    /// </remarks>
    protected override async Step TakeInterrupt(int cpu)
    {
        await base.TakeInterrupt(cpu);
        await BigLock.Lock().In("qemu_wait_io_event");
        while (await _stop.Load().In("qemu_wait_io_event") != 0)
        {
            await _paused[cpu].Store(1).In("qemu_wait_io_event");
            await BigLock.Unlock();
            await _paused[cpu].Until(0).In("qemu_wait_io_event");
            await BigLock.Lock().In("qemu_wait_io_event");
        }

        await BigLock.Unlock();
    }

    private Operation<Nothing> AllPaused() =>
        Wait.Until(ArePaused, "all vCPUs are paused", [.. _paused, IsStopped]).In("pause_all_vcpus");

    private bool ArePaused(StateView states) =>
        states.Of(IsStopped) != 0 || _paused.All(paused => states.Of(paused) != 0);
}
