namespace Model.Guests;

/// <summary>
/// Builds an image from a flat binary: bytes that are loaded as they are at a given address, with a symbol file beside them.
/// </summary>
internal static class FlatImage
{
    /// <summary>Places the bytes.</summary>
    /// <exception cref="GuestImageException">There are no bytes, or they reach beyond the address space.</exception>
    public static GuestImage Create(byte[] bytes, string file, ulong loadAddress, SymbolFile symbols)
    {
        if (bytes.Length == 0)
        {
            throw new GuestImageException(file, "is empty", "expected the bytes of a flat binary");
        }

        ulong last = Width.Mask(Width.OfAddress(symbols.Mode));
        if (loadAddress > last || last - loadAddress < (ulong)bytes.Length - 1)
        {
            throw new GuestImageException(
                file, $"does not fit at load address 0x{loadAddress:x}", $"expected {bytes.Length} bytes to end at or before 0x{last:x}");
        }

        GuestSegment segment = new(loadAddress, bytes, (ulong)bytes.Length, Executable: true, Writable: true);
        return new GuestImage(file, symbols.Mode, [segment], symbols.Symbols);
    }
}
