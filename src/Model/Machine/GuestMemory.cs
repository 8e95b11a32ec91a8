using System.Collections.Concurrent;
using System.Globalization;
using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Objects;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// What lies at a guest's physical addresses: 4-byte words, each a shared object of its own, made when it is first
/// touched. Its content does not say whether RAM or a device holds it; the platform decides how an access gets there.
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
    /// <param name="settings">Bytes that a scenario sets, by physical address; they win over the image's.</param>
    /// <param name="pages">Where linear addresses lie.</param>
    public GuestMemory(GuestImage image, IReadOnlyDictionary<ulong, byte> settings, PageTable pages)
    {
        _image = image;
        _settings = settings;
        Pages = pages;
    }

    /// <summary>Where linear addresses lie.</summary>
    public PageTable Pages { get; }

    /// <summary>The word that holds the byte at a physical address.</summary>
    public Word WordAt(ulong address) => _words.GetOrAdd(address & ~(ulong)(WordSize - 1), Make);

    /// <summary>The words that a linear access touches, lowest byte first.</summary>
    public Sequence<Word> WordsOf(MemoryAccess access)
    {
        var places = Pages.Places(access);
        return places.Count == 1
            ? WordsIn(places[0])
            : Sequence<Word>.Of([.. WordsIn(places[0]), .. WordsIn(places[1])]);
    }

    /// <summary>The words that a physical place touches, in order of address.</summary>
    public Sequence<Word> WordsIn(MemoryAccess place)
    {
        var words = Sequence<Word>.Empty;
        ulong end = place.Address + (ulong)place.Size;
        for (ulong at = place.Address & ~(ulong)(WordSize - 1); at < end; at += WordSize)
        {
            words = words.Append(WordAt(at));
        }

        return words;
    }

    /// <summary>The physical bytes that a word of this memory stands for; <c>null</c> for other objects.</summary>
    internal MemoryAccess? PlaceOf(SharedObject target)
    {
        foreach (var (address, word) in _words)
        {
            if (ReferenceEquals(word, target))
            {
                return new MemoryAccess(address, WordSize);
            }
        }

        return null;
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

    /// <summary>The value of a linear access in a state, little-endian and zero-extended.</summary>
    public UInt128 Read(StateView states, MemoryAccess access)
    {
        var places = Pages.Places(access);
        var value = ReadAt(states, places[0]);
        return places.Count == 1 ? value : value | (ReadAt(states, places[1]) << (places[0].Size * 8));
    }

    /// <summary>The changes that write <paramref name="value"/> at a linear access.</summary>
    public Change[] Write(StateView states, MemoryAccess access, UInt128 value)
    {
        var places = Pages.Places(access);
        return places.Count == 1
            ? WriteAt(states, places[0], value)
            : [.. WriteAt(states, places[0], value), .. WriteAt(states, places[1], value >> (places[0].Size * 8))];
    }

    /// <summary>The changes that write the low bytes of <paramref name="value"/> at a physical place.</summary>
    public Change[] WriteAt(StateView states, MemoryAccess place, UInt128 value)
    {
        var changes = new List<Change>();
        ulong end = place.Address + (ulong)place.Size;
        for (ulong address = place.Address & ~(ulong)(WordSize - 1); address < end; address += WordSize)
        {
            var word = WordAt(address);
            bool isWhole = place.Address <= address && address + WordSize <= end;
            ulong next = isWhole ? 0 : states.Of(word);
            for (int i = 0; i < WordSize; i++)
            {
                ulong at = address + (ulong)i;
                if (at >= place.Address && at < end)
                {
                    ulong part = (ulong)(value >> (int)((at - place.Address) * 8)) & 0xff;
                    next = (next & ~(0xffUL << (i * 8))) | (part << (i * 8));
                }
            }

            changes.Add(word.To(next));
        }

        return [.. changes];
    }

    /// <summary>Reads in one step.</summary>
    public Operation<UInt128> Load(MemoryAccess access) => new GuestLoad(this, access);

    /// <summary>Writes the low bytes of <paramref name="value"/> in one step.</summary>
    public Operation<Nothing> Store(MemoryAccess access, UInt128 value) => new GuestStore(this, access, value);

    /// <summary>
    /// Replaces <paramref name="expected"/> by <paramref name="desired"/> in one step, if it is still there; answers
    /// the value seen.
    /// </summary>
    public Operation<UInt128> CompareExchange(MemoryAccess access, UInt128 expected, UInt128 desired) =>
        new GuestCompareExchange(this, access, expected, desired);

    /// <summary>Executes a locked read-modify-write instruction in one step; answers the value read.</summary>
    /// <param name="access">The instruction's operand in memory.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    public Operation<UInt128> Modify(MemoryAccess access, GuestInstruction instruction, CpuState cpu) =>
        new GuestModify(this, access, instruction, cpu);

    /// <summary>
    /// How a linear access is named in traces: <c>flag</c>, <c>ring+0x6:2</c>, <c>0xb8000</c>. The bytes are given
    /// after a colon, unless they are all of the symbol, or four, as most accesses have, of something that is larger
    /// than a register or of unknown size.
    /// </summary>
    public string Describe(MemoryAccess access)
    {
        string name = Describe(access.Address);
        ulong whole =
            _image.SymbolCovering(access.Address) is { } symbol && symbol.Address == access.Address ? symbol.Size : 0;
        bool isPlain = whole == (ulong)access.Size || (access.Size == WordSize && whole is 0 or > sizeof(ulong));
        return isPlain ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{access.Size}");
    }

    /// <summary>A physical place, within a page, by its linear address.</summary>
    public MemoryAccess ToLinear(MemoryAccess place) => place with { Address = Pages.ToLinear(place.Address) };

    /// <summary>
    /// What a step has changed, told by the places that it accesses, with their own width, and not by the words that
    /// hold them.
    /// </summary>
    /// <param name="before">The state before the step.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="changes">The objects that have changed.</param>
    /// <param name="accesses">The linear places that the step may write.</param>
    internal IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        IReadOnlyList<ObjectChange> changes,
        IReadOnlyList<MemoryAccess> accesses
    )
    {
        var shown = new List<ShownChange>();
        bool isTold = false;
        foreach (var change in changes)
        {
            if (change.Target is not Word word || !_words.Values.Contains(word))
            {
                shown.Add(change.Shown);
            }
            else if (!isTold)
            {
                isTold = true;
                shown.AddRange(
                    accesses
                        .Select(access => new ShownChange(
                            Describe(access),
                            GuestValue.Format(Read(before, access)),
                            GuestValue.Format(Read(after, access))
                        ))
                        .Where(told => told.Before != told.After)
                );
            }
        }

        return shown;
    }

    /// <summary>How a linear address is named in traces: by symbol where there is one.</summary>
    public string Describe(ulong address) =>
        _image.TryDescribe(address) ?? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    private UInt128 ReadAt(StateView states, MemoryAccess place)
    {
        var words = WordsIn(place);
        UInt128 low = 0;
        for (int i = Math.Min(words.Count, 4) - 1; i >= 0; i--)
        {
            low = (low << 32) | states.Of(words[i]);
        }

        int skipped = (int)(place.Address % WordSize) * 8;
        var value = low >> skipped;
        if (words.Count == 5)
        {
            value |= (UInt128)states.Of(words[4]) << (128 - skipped);
        }

        return value & place.Mask;
    }

    private Word Make(ulong address) =>
        new(
            Describe(Pages.ToLinear(address)),
            InitialNumber(address, WordSize),
            WordSize,
            madeOnDemand: true,
            PartsOf(Pages.ToLinear(address))
        );

    // The variables in a word, when there are several: runs of bytes that belong to one symbol, or to none.
    private IReadOnlyList<StatePart> PartsOf(ulong address)
    {
        var parts = new List<StatePart>();
        for (int start = 0; start < WordSize;)
        {
            var symbol = _image.SymbolCovering(address + (ulong)start);
            int end = start + 1;
            while (end < WordSize && _image.SymbolCovering(address + (ulong)end) == symbol)
            {
                end++;
            }

            var (shift, mask) = (start * 8, (1UL << ((end - start) * 8)) - 1);
            parts.Add(
                new StatePart(
                    Describe(new MemoryAccess(address + (ulong)start, end - start)),
                    state => ((ulong)state >> shift) & mask,
                    part => GuestValue.Format((ulong)part)
                )
            );
            start = end;
        }

        return parts.Count > 1 ? parts : [];
    }

    private byte InitialByte(ulong address) =>
        _settings.TryGetValue(address, out byte value) ? value : _image.ByteAt(address);
}

/// <summary>Reads memory in one step.</summary>
internal sealed record GuestLoad(GuestMemory Memory, MemoryAccess Access) : Operation<UInt128>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Read)];

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes) =>
        outcomes.Add(Memory.Read(states, Access));

    protected override string Format(UInt128 response) => GuestValue.Format(response);
}
