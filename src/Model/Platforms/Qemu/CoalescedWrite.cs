using Model.Guests;

namespace Model.Platforms.Qemu;

/// <summary>A write waiting in the ring.</summary>
internal readonly record struct CoalescedWrite(MemoryAccess Access, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"0x{Access.Address:x} <- {GuestValue.Format(Value)}");
}
