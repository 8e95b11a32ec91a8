using System.Collections.Immutable;
using System.Globalization;
using Model.Guests.X86.Processor;
using Model.Input;

namespace Model.Guests.Images;

/// <summary>
/// A guest program as it lies in memory before its first instruction: segments, symbols and the mode to run it in.
/// Immutable.
/// </summary>
public sealed class GuestImage
{
    private readonly SymbolTable _symbols;

    internal GuestImage(string file, CpuMode mode, IEnumerable<GuestSegment> segments, IEnumerable<GuestSymbol> symbols)
    {
        File = file;
        Mode = mode;
        Segments = [.. segments.OrderBy(segment => segment.Address)];
        _symbols = new SymbolTable(symbols, Segments);
    }

    /// <summary>The file's name, as the user gave it.</summary>
    public string File { get; }

    /// <summary>
    /// SHA-256 over mode, segments and symbols, in hexadecimal: equal images have equal fingerprints, whatever their
    /// files are called.
    /// </summary>
    public string Fingerprint => ImageFingerprint.Of(this);

    /// <summary>The mode that the program is built for.</summary>
    public CpuMode Mode { get; }

    /// <summary>The segments in order of address; none overlap.</summary>
    public ImmutableArray<GuestSegment> Segments { get; }

    /// <summary>The symbols in order of address, then of name.</summary>
    public ImmutableArray<GuestSymbol> Symbols => _symbols.InOrder;

    /// <summary>
    /// Which lines of the source the code comes from; empty when the file does not say. Not part of the fingerprint.
    /// </summary>
    public LineTable Lines => LinesOnDemand.Value;

    /// <summary>What <see cref="Lines"/> is read from when somebody asks.</summary>
    internal Lazy<LineTable> LinesOnDemand { get; init; } = new(LineTable.Empty);

    /// <summary>
    /// Reads a static ELF executable for x86 (little-endian, ET_EXEC, EM_386 or EM_X86_64, with a symbol table).
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GuestImageException">The file cannot be read or is not such an executable.</exception>
    public static GuestImage LoadElf(string path) => ElfImage.Parse(ImageFile.Read(path), path);

    /// <summary>Reads a flat binary and its symbol file (see <see cref="SymbolFile"/>).</summary>
    /// <param name="path">Path of the binary: every byte is loaded, writable and executable.</param>
    /// <param name="loadAddress">Address of the first byte.</param>
    /// <param name="symbolPath">Path of the symbol file.</param>
    /// <exception cref="GuestImageException">A file cannot be read or is malformed, or the image does not fit the
    /// address space.</exception>
    public static GuestImage LoadFlat(string path, ulong loadAddress, string symbolPath) =>
        FlatImage.Create(
            ImageFile.Read(path),
            path,
            loadAddress,
            SymbolFile.Parse(ImageFile.ReadText(symbolPath), symbolPath)
        );

    /// <summary>The segment that an address lies in, or <c>null</c>.</summary>
    /// <param name="address">Any address.</param>
    public GuestSegment? SegmentAt(ulong address)
    {
        foreach (var segment in Segments)
        {
            if (segment.Contains(address))
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>
    /// The file's bytes from an address on, without the zeros that follow them in memory: what instructions are fetched
    /// from.
    /// </summary>
    /// <param name="address">Any address.</param>
    /// <param name="most">The most bytes wanted.</param>
    /// <returns>As many bytes as the segment's file part has there; none outside every segment.</returns>
    public ReadOnlySpan<byte> BytesAt(ulong address, int most)
    {
        if (SegmentAt(address) is not { } segment || address - segment.Address >= (ulong)segment.Contents.Length)
        {
            return [];
        }

        var rest = segment.Contents.Span[(int)(address - segment.Address)..];
        return rest[..Math.Min(most, rest.Length)];
    }

    /// <summary>A byte of the initial memory; zero outside every segment.</summary>
    /// <param name="address">Any address.</param>
    public byte ByteAt(ulong address) => BytesAt(address, 1) is [byte value] ? value : (byte)0;

    /// <summary>A little-endian number in the initial memory; bytes outside every segment are zero.</summary>
    /// <param name="address">Address of the lowest byte.</param>
    /// <param name="size">Bytes in the number, 1 to 8.</param>
    public ulong NumberAt(ulong address, int size)
    {
        ulong value = 0;
        for (int index = size - 1; index >= 0; index--)
        {
            value = value << 8 | ByteAt(address + (ulong)index);
        }

        return value;
    }

    /// <summary>Looks a symbol up by its exact name. A global symbol wins over local ones.</summary>
    /// <param name="name">The name; with the address behind it, as in <c>lock@0x4010</c>, where several things have one
    /// name.</param>
    /// <returns>The symbol, or <c>null</c> when there is none or several local ones share the name.</returns>
    public GuestSymbol? TryFind(string name) => _symbols.TryFind(name);

    /// <summary>Looks a symbol up by its exact name. A global symbol wins over local ones.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="GuestImageException">There is no such symbol (the message suggests the nearest name), or
    /// several.</exception>
    public GuestSymbol Find(string name)
    {
        if (_symbols.TryFind(name) is { } found)
        {
            return found;
        }

        if (Choices(name) is { Count: > 0 } choices)
        {
            throw new GuestImageException(File, $"symbol '{name}' is ambiguous", NearestName.OneOf(choices));
        }

        string hint =
            Symbols.Length == 0 ? "the guest has no symbols"
            : NearestName.Of(name, Symbols.Select(symbol => symbol.Name)) is { } near ? $"did you mean '{near}'?"
            : "see its symbols with nm";
        throw new GuestImageException(File, $"no symbol '{name}'", hint);
    }

    /// <summary>
    /// The names that tell apart the several things that are called <paramref name="name"/>, as static variables of
    /// several files may be: <c>lock@0x4000</c>, <c>lock@0x4010</c>. None when it names one thing, or none at all.
    /// </summary>
    public IReadOnlyList<string> Choices(string name) => _symbols.Choices(name);

    /// <summary>An address in terms of the symbol it belongs to, such as <c>main</c> or <c>main+0x12</c>.</summary>
    /// <param name="address">Any address.</param>
    /// <returns>
    /// <c>null</c> when no symbol covers the address. Where several things have one name, as static variables of
    /// several files may, the name is given with its address: <c>lock@0x4010</c>.
    /// </returns>
    public string? TryDescribe(ulong address)
    {
        if (_symbols.Covering(address) is not { } symbol)
        {
            return null;
        }

        ulong offset = address - symbol.Address;
        string name = _symbols.NameOf(symbol);
        return offset == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}+0x{offset:x}");
    }

    /// <summary>The symbol that an address belongs to: the nearest one at or before it that reaches that far.</summary>
    /// <param name="address">Any address.</param>
    /// <returns><c>null</c> when no symbol covers the address.</returns>
    public GuestSymbol? SymbolCovering(ulong address) => _symbols.Covering(address);

    /// <summary>As <see cref="TryDescribe"/>, or the plain address when no symbol covers it.</summary>
    /// <param name="address">Any address.</param>
    public string Describe(ulong address) =>
        TryDescribe(address) ?? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");
}

/// <summary>
/// A guest's file is not what it should be. Nothing else is thrown for the contents of a file, however malformed.
/// </summary>
public sealed class GuestImageException : InputException
{
    /// <summary>Says what is wrong, where, and what would be right.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="problem">What is wrong, in one line without the file's name.</param>
    /// <param name="hint">What was expected, or how to get it.</param>
    /// <param name="line">Line of a text file, from 1; <c>null</c> for binary files.</param>
    /// <param name="column">Column of a text file, from 1; <c>null</c> for binary files.</param>
    public GuestImageException(string file, string problem, string hint, int? line = null, int? column = null)
        : base(problem, hint)
    {
        File = file;
        Line = line;
        Column = column;
    }
}

/// <summary>
/// A stretch of a guest's initial memory: some bytes from the file, then zeros (ELF specification, program header).
/// </summary>
/// <param name="Address">Address of the first byte.</param>
/// <param name="Contents">The bytes that the file has.</param>
/// <param name="Size">Bytes in memory; the part beyond <paramref name="Contents"/> is zero.</param>
/// <param name="Executable">Whether instructions may be fetched from it.</param>
/// <param name="Writable">Whether the file marks it as writable.</param>
public sealed record GuestSegment(
    ulong Address,
    ReadOnlyMemory<byte> Contents,
    ulong Size,
    bool Executable,
    bool Writable
)
{
    /// <summary>Whether the address lies in the segment, zeros included.</summary>
    /// <param name="address">Any address.</param>
    public bool Contains(ulong address) => address >= Address && address - Address < Size;

    /// <summary>Whether this segment and another have an address in common.</summary>
    /// <param name="other">Another segment.</param>
    public bool Overlaps(GuestSegment other) =>
        Size > 0 && other.Size > 0 && (Contains(other.Address) || other.Contains(Address));
}
