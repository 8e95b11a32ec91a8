using System.Buffers.Binary;
using System.Text;

namespace Model.Tests.Guests;

/// <summary>
/// Writes a small ELF executable by hand: one code segment, one data segment with zeros after it, a symbol table.
/// </summary>
internal sealed class ElfBuilder(bool is64)
{
    public const ulong CodeAddress = 0x401000;
    public const ulong DataAddress = 0x402000;
    private readonly List<byte> _bytes = [];

    public byte[] Code { get; init; } = [0xa1, 0x00, 0x20, 0x40, 0x00, 0xf4];

    public byte[] Data { get; init; } = [1, 2, 3, 4];

    public ulong DataMemorySize { get; init; } = 0x100;

    public ulong DataAt { get; init; } = DataAddress;

    public ushort Type { get; init; } = 2;

    public ushort? Machine { get; init; }

    public uint FirstSegmentType { get; init; } = 1;

    public bool WithSymbols { get; init; } = true;

    private int HeaderSize => is64 ? 64 : 52;

    private int ProgramHeaderSize => is64 ? 56 : 32;

    private int SectionHeaderSize => is64 ? 64 : 40;

    private int SymbolSize => is64 ? 24 : 16;

    public byte[] Build()
    {
        byte[] names = Encoding.ASCII.GetBytes("\0main\0counter\0label\0file.c\0");
        int codeOffset = HeaderSize + 2 * ProgramHeaderSize;
        int dataOffset = codeOffset + Code.Length;
        int symbolOffset = dataOffset + Data.Length;
        int symbolBytes = 5 * SymbolSize;
        int nameOffset = symbolOffset + symbolBytes;
        int sectionOffset = nameOffset + names.Length;
        Header(sectionOffset, (ushort)(WithSymbols ? 3 : 0));
        ProgramHeader(FirstSegmentType, 5, codeOffset, CodeAddress, (ulong)Code.Length, (ulong)Code.Length);
        ProgramHeader(1, 6, dataOffset, DataAt, (ulong)Data.Length, DataMemorySize);
        _bytes.AddRange(Code);
        _bytes.AddRange(Data);
        Symbol(0, 0, 0, 0, 0);
        Symbol(1, 0x12, 1, CodeAddress, (ulong)Code.Length);
        Symbol(6, 0x11, 2, DataAddress, 8);
        Symbol(14, 0x00, 1, CodeAddress + 5, 0);
        Symbol(20, 0x04, 0xfff1, 0, 0);
        _bytes.AddRange(names);
        SectionHeader(0, 0, 0, 0);
        SectionHeader(2, symbolOffset, symbolBytes, 2);
        SectionHeader(3, nameOffset, names.Length, 0);
        return [.. _bytes];
    }

    private void Header(int sectionOffset, ushort sections)
    {
        _bytes.AddRange([0x7f, (byte)'E', (byte)'L', (byte)'F', (byte)(is64 ? 2 : 1), 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Half(Type);
        Half(Machine ?? (ushort)(is64 ? 62 : 3));
        Number(1, 4);
        Word(CodeAddress);
        Word((ulong)HeaderSize);
        Word((ulong)sectionOffset);
        Number(0, 4);
        Half((ushort)HeaderSize);
        Half((ushort)ProgramHeaderSize);
        Half(2);
        Half((ushort)SectionHeaderSize);
        Half(sections);
        Half(0);
    }

    private void ProgramHeader(uint type, uint flags, int offset, ulong address, ulong fileSize, ulong memorySize)
    {
        Number(type, 4);
        if (is64)
        {
            Number(flags, 4);
        }

        Word((ulong)offset);
        Word(address);
        Word(address);
        Word(fileSize);
        Word(memorySize);
        if (!is64)
        {
            Number(flags, 4);
        }

        Word(1);
    }

    private void SectionHeader(uint type, int offset, int size, uint link)
    {
        Number(0, 4);
        Number(type, 4);
        Word(0);
        Word(0);
        Word((ulong)offset);
        Word((ulong)size);
        Number(link, 4);
        Number(0, 4);
        Word(1);
        Word(0);
    }

    private void Symbol(uint name, byte kind, ushort section, ulong address, ulong size)
    {
        Number(name, 4);
        if (is64)
        {
            _bytes.AddRange([kind, 0]);
            Half(section);
            Word(address);
            Word(size);
        }
        else
        {
            Word(address);
            Word(size);
            _bytes.AddRange([kind, 0]);
            Half(section);
        }
    }

    private void Half(ushort value) => Number(value, 2);

    private void Word(ulong value) => Number(value, is64 ? 8 : 4);

    private void Number(ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.AddRange(bytes[..size]);
    }
}
