using System.Globalization;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// KVM's ring of coalesced MMIO writes (coalesced_mmio.c): one for the whole VM, first in first out. A vCPU appends
/// under <c>kvm->ring_lock</c> without leaving the kernel; QEMU takes writes out under its big lock.
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
    public Operation<bool> Append(CoalescedWrite write) =>
        Rule(
            "append",
            writes => writes.Count < Capacity ? Effect.To(writes.Append(write), true) : Effect.To(writes, false),
            write.ToString(),
            appended => appended ? "" : "full"
        );

    /// <summary>Takes the oldest write out, if there is one.</summary>
    public Operation<(CoalescedWrite Write, bool Found)> Take() =>
        Rule<(CoalescedWrite Write, bool Found)>(
            "take",
            writes =>
                writes.Count > 0
                    ? Effect.To(writes.RemoveFirst(), (writes[0], true))
                    : Effect.To(writes, (default(CoalescedWrite), false)),
            format: taken => taken.Found ? taken.Write.ToString() : "empty"
        );
}

/// <summary>A write waiting in the ring.</summary>
/// <param name="Access">Where it goes.</param>
/// <param name="Value">What is written.</param>
public readonly record struct CoalescedWrite(MemoryAccess Access, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Access.Address:x} <- {GuestValue.Format(Value)}");
}
