using System.Text;

namespace Model.Guests.Images;

/// <summary>Reads DWARF data from left to right, with every bound checked.</summary>
/// <param name="bytes">A section, or the part of one that may be read.</param>
internal sealed class DwarfCursor(ReadOnlyMemory<byte> bytes)
{
    /// <summary>Index of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => Position >= bytes.Length;

    /// <summary>The next byte.</summary>
    /// <exception cref="InvalidDataException">The data end before it; so for all other methods.</exception>
    public byte Byte() => (byte)Number(1);

    /// <summary>A little-endian number.</summary>
    /// <param name="size">Bytes, 1 to 8.</param>
    public ulong Number(int size)
    {
        var part = Take((ulong)size).Span;
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            value = value << 8 | part[i];
        }

        return value;
    }

    /// <summary>An unsigned LEB128 number; bits beyond 64 are dropped.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            value |= shift < 64 ? (ulong)(next & 0x7f) << shift : 0;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>A signed LEB128 number; bits beyond 64 are dropped.</summary>
    public long Signed()
    {
        long value = 0;
        for (int shift = 0; ;)
        {
            byte next = Byte();
            value |= shift < 64 ? (long)(next & 0x7f) << shift : 0;
            shift += 7;
            if (next < 0x80)
            {
                return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
            }
        }
    }

    /// <summary>Text up to a NUL. Nothing in it can act on a terminal.</summary>
    public string Text()
    {
        int length = IsAtEnd ? -1 : bytes.Span[Position..].IndexOf((byte)0);
        if (length < 0)
        {
            throw new InvalidDataException("a text does not end");
        }

        string text = Encoding.UTF8.GetString(bytes.Span.Slice(Position, length));
        Position += length + 1;
        return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
    }

    /// <summary>Some bytes.</summary>
    public ReadOnlyMemory<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - Position))
        {
            throw new InvalidDataException("the data end too early");
        }

        var part = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return part;
    }

    /// <summary>Goes on elsewhere.</summary>
    /// <param name="position">Index of the next byte.</param>
    /// <exception cref="InvalidDataException">It lies behind the end.</exception>
    public void Seek(ulong position)
    {
        Position = 0;
        Take(position);
    }
}
