using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// KVM's ring of coalesced MMIO writes (coalesced_mmio.c): one for the whole VM, first in first out. A vCPU appends under
/// <c>kvm->ring_lock</c> without leaving the kernel; QEMU takes writes out under its big lock.
/// </summary>
public sealed class CoalescedRing : SharedObject<Sequence<CoalescedWrite>>
{
    /// <summary>An empty ring.</summary>
    /// <param name="capacity">Writes that fit; the ring keeps one more slot free.</param>
    public CoalescedRing(int capacity)
        : base("ring", Sequence<CoalescedWrite>.Empty)
    {
        Capacity = capacity;
    }

    /// <summary>Writes that fit.</summary>
    public int Capacity { get; }

    /// <summary>Appends a write; answers false when the ring is full and the write needs an exit.</summary>
    public Operation<bool> Append(CoalescedWrite write) => new RingAppend(this, write);

    /// <summary>Takes the oldest write out, if there is one.</summary>
    public Operation<(CoalescedWrite Write, bool Found)> Take() => new RingTake(this);
}
