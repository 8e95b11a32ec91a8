using System.Globalization;

namespace Model.Guests;

/// <summary>A store that has left its CPU but is not yet in memory.</summary>
/// <param name="Place">Where it goes: physical, within one cache line.</param>
/// <param name="Value">What is stored.</param>
public readonly record struct PendingStore(MemoryAccess Place, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Place.Address:x}/{Place.Size} <- {GuestValue.Format(Value)}");
}
