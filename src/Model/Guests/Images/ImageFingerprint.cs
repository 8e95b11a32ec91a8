using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Model.Guests.Images;

/// <summary>Tells images apart by content.</summary>
internal static class ImageFingerprint
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(GuestImage image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, (ulong)image.Mode);
        foreach (var segment in image.Segments)
        {
            Append(hash, segment.Address);
            Append(hash, segment.Size);
            Append(hash, (segment.Executable ? 1UL : 0) | (segment.Writable ? 2UL : 0));
            Append(hash, (ulong)segment.Contents.Length);
            hash.AppendData(segment.Contents.Span);
        }

        foreach (var symbol in image.Symbols)
        {
            Append(hash, symbol.Address);
            Append(hash, symbol.Size);
            byte[] name = Encoding.UTF8.GetBytes(symbol.Name);
            Append(hash, (ulong)name.Length);
            hash.AppendData(name);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
