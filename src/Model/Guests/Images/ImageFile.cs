using System.Text;
using Model.Guests.X86.Processor;

namespace Model.Guests.Images;

/// <summary>Reads whole files of bounded size, turning every failure into bad input.</summary>
internal static class ImageFile
{
    /// <summary>The most bytes a guest's file may have: 64 MiB, far above any guest that can be explored.</summary>
    public const int LargestFile = 64 << 20;

    public static byte[] Read(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return ReadBounded(stream, path);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GuestImageException(path, "cannot be read", failure.Message);
        }
    }

    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path));

    // A device file says it is empty and never ends, so the limit is on what is read and not on what the length claims.
    private static byte[] ReadBounded(FileStream stream, string path)
    {
        using MemoryStream contents = new();
        byte[] buffer = new byte[64 << 10];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            contents.Write(buffer, 0, count);
            if (contents.Length > LargestFile)
            {
                throw new GuestImageException(path, "is too large", $"expected at most {LargestFile >> 20} MiB");
            }
        }

        return contents.ToArray();
    }
}

/// <summary>
/// Builds an image from a flat binary: bytes that are loaded as they are at a given address, with a symbol file beside
/// them.
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
                file,
                $"does not fit at load address 0x{loadAddress:x}",
                $"expected {bytes.Length} bytes to end at or before 0x{last:x}"
            );
        }

        GuestSegment segment = new(loadAddress, bytes, (ulong)bytes.Length, Executable: true, Writable: true);
        return new GuestImage(file, symbols.Mode, [segment], symbols.Symbols);
    }
}
