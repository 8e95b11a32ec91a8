using System.Globalization;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// KVM's ring of coalesced MMIO writes (coalesced_mmio.c): one for the whole VM, first in first out. A vCPU appends
/// under
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

/// <summary>A write waiting in the ring.</summary>
/// <param name="Access">Where it goes.</param>
/// <param name="Value">What is written.</param>
public readonly record struct CoalescedWrite(MemoryAccess Access, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Access.Address:x} <- {GuestValue.Format(Value)}");
}

internal sealed record RingAppend(CoalescedRing Ring, CoalescedWrite Write) : Operation<bool>
{
    public override string Kind => "append";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Ring)];

    public override string Operand => Write.ToString();

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var writes = states.Of(Ring);
        if (writes.Count < Ring.Capacity)
        {
            outcomes.Add(true, Ring.To(writes.Append(Write)));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "" : "full";
}

internal sealed record RingTake(CoalescedRing Ring) : Operation<(CoalescedWrite Write, bool Found)>
{
    public override string Kind => "take";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Ring)];

    protected override void Apply(StateView states, Outcomes<(CoalescedWrite Write, bool Found)> outcomes)
    {
        var writes = states.Of(Ring);
        if (writes.Count > 0)
        {
            outcomes.Add((writes[0], true), Ring.To(writes.RemoveFirst()));
        }
        else
        {
            outcomes.Add((default, false));
        }
    }

    protected override string Format((CoalescedWrite Write, bool Found) response) =>
        response.Found ? response.Write.ToString() : "empty";
}
