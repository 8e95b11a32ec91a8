using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>Resumes a guest whose instruction could not be fetched, but only because of an update. A counter is odd while one is in progress.</summary>
internal sealed class ResumingUserSpace : UserSpace
{
    private readonly Word _updates = new("updates");
    private readonly bool _samples;

    /// <param name="memory">The virtual machine.</param>
    /// <param name="cpus">How many vCPUs it has.</param>
    /// <param name="samples">Whether the counter is also read before KVM_RUN, to notice updates that are over.</param>
    public ResumingUserSpace(SlotMemory memory, int cpus, bool samples)
        : base(memory, cpus) => _samples = samples;

    public override async Step<ulong> Enter(int cpu, bool isHalfDone) => _samples ? await _updates.Load().In("before KVM_RUN") : 0;

    public override async Step<bool> Resumes(ulong sample)
    {
        ulong now = await _updates.Load().In("empty MMIO exit");
        return now % 2 == 1 || (_samples && now != sample);
    }

    protected override async Step Update()
    {
        await _updates.FetchAdd(1);
        await DeleteAndCreate();
        await _updates.FetchAdd(1);
    }
}
