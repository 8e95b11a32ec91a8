using System.Collections.Concurrent;
using System.Globalization;
using Model.Objects;
using Model.Steps;

namespace Model.Guests;

/// <summary>
/// What lies at a guest's physical addresses: 4-byte words, each a shared object of its own, made when it is first touched. Its content
/// does not say whether RAM or a device holds it; the platform decides how an access gets there.
/// </summary>
[Value]
public sealed class GuestMemory
{
    /// <summary>Bytes in a word.</summary>
    public const int WordSize = 4;

    private readonly GuestImage _image;
    private readonly IReadOnlyDictionary<ulong, byte> _settings;
    private readonly ConcurrentDictionary<ulong, Word> _words = new();

    /// <summary>Creates the memory of a guest before its first instruction.</summary>
    /// <param name="image">The guest.</param>
    /// <param name="settings">Bytes that a scenario sets; they win over the image's.</param>
    public GuestMemory(GuestImage image, IReadOnlyDictionary<ulong, byte> settings)
    {
        _image = image;
        _settings = settings;
    }

    /// <summary>The word that holds the byte at <paramref name="address"/>.</summary>
    public Word WordAt(ulong address) => _words.GetOrAdd(address & ~(ulong)(WordSize - 1), Make);

    /// <summary>The words that an access touches, in order of address.</summary>
    public Sequence<Word> WordsOf(MemoryAccess access)
    {
        access = access with { Address = LinearAddress.ToPhysical(access.Address) };
        var words = Sequence<Word>.Empty;
        ulong end = access.Address + (ulong)access.Size;
        for (ulong at = access.Address & ~(ulong)(WordSize - 1); at < end; at += WordSize)
        {
            words = words.Append(WordAt(at));
        }

        return words;
    }

    /// <summary>A number in the initial memory.</summary>
    public ulong InitialNumber(ulong address, int size)
    {
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | InitialByte(address + (ulong)i);
        }

        return value;
    }

    /// <summary>The value of an access in a state, little-endian and zero-extended.</summary>
    public UInt128 Read(StateView states, MemoryAccess access)
    {
        access = access with { Address = LinearAddress.ToPhysical(access.Address) };
        var words = WordsOf(access);
        UInt128 low = 0;
        for (int i = Math.Min(words.Count, 4) - 1; i >= 0; i--)
        {
            low = (low << 32) | states.Of(words[i]);
        }

        int skipped = (int)(access.Address % WordSize) * 8;
        UInt128 value = low >> skipped;
        if (words.Count == 5)
        {
            value |= (UInt128)states.Of(words[4]) << (128 - skipped);
        }

        return access.Size == 16 ? value : value & ((UInt128.One << (access.Size * 8)) - 1);
    }

    /// <summary>The changes that write <paramref name="value"/> at an access; words that keep their value are left out.</summary>
    public Change[] Write(StateView states, MemoryAccess access, UInt128 value)
    {
        access = access with { Address = LinearAddress.ToPhysical(access.Address) };
        var changes = new List<Change>();
        ulong end = access.Address + (ulong)access.Size;
        for (ulong address = access.Address & ~(ulong)(WordSize - 1); address < end; address += WordSize)
        {
            Word word = WordAt(address);
            bool isWhole = access.Address <= address && address + WordSize <= access.Address + (ulong)access.Size;
            ulong next = isWhole ? 0 : states.Of(word);
            for (int i = 0; i < WordSize; i++)
            {
                ulong at = address + (ulong)i;
                if (at >= access.Address && at < access.Address + (ulong)access.Size)
                {
                    ulong part = (ulong)(value >> (int)((at - access.Address) * 8)) & 0xff;
                    next = (next & ~(0xffUL << (i * 8))) | (part << (i * 8));
                }
            }

            changes.Add(word.To(next));
        }

        return [.. changes];
    }

    /// <summary>How an access is named in traces: by symbol where there is one.</summary>
    public string Describe(ulong address) => _image.TryDescribe(address) ?? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    private Word Make(ulong address) => new(Describe(address), InitialNumber(address, WordSize), WordSize, madeOnDemand: true);

    private byte InitialByte(ulong address) => _settings.TryGetValue(address, out byte value) ? value : _image.ByteAt(address);
}
