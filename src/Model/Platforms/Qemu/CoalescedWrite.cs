using Model.Guests;

namespace Model.Platforms.Qemu;

/// <summary>A write waiting in the ring.</summary>
/// <param name="Access">Where it goes.</param>
/// <param name="Value">What is written.</param>
public readonly record struct CoalescedWrite(MemoryAccess Access, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"0x{Access.Address:x} <- {GuestValue.Format(Value)}");
}
