using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>One ioctl that takes a list of updates.</summary>
internal sealed class AtomicUserSpace : UserSpace
{
    private readonly bool _once;

    public AtomicUserSpace(SlotMemory memory, int cpus, bool once)
        : base(memory, cpus) => _once = once;

    protected override Step Update() => Memory.Replace(_once);
}
