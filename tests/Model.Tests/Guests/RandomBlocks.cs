using System.Buffers.Binary;

namespace Model.Tests.Guests;

/// <summary>
/// Random 32-bit code in blocks: sums of registers, a store, then a direct or a computed jump or call, a return, or the
/// end. No table and no symbol tells where a computed one goes.
/// </summary>
internal static class RandomBlocks
{
    public const ulong Start = 0x1000;
    private const int Size = 32;
    private const int Count = 12;
    private const uint Stores = 0x8000;

    // ADD, ADC, SUB, XOR, and MOV twice, of a register to another.
    private static readonly byte[] _sums = [0x01, 0x11, 0x29, 0x31, 0x89, 0x89];

    // EAX, ECX, EDX, EBX, ESI, EDI.
    private static readonly int[] _registers = [0, 1, 2, 3, 6, 7];

    public static bool Contains(ulong address) => address is >= Start and < Start + (Size * Count);

    public static byte[] Code(Random random)
    {
        List<byte> code = [];
        for (int block = 0; block < Count; block++)
        {
            for (int i = 0; i < 3; i++)
            {
                code.AddRange([_sums[random.Next(_sums.Length)], Modes(0xc0, Register(random), Register(random))]);
            }

            code.AddRange([0x89, Modes(0x05, Register(random), 0)]);
            Append(code, Stores + ((uint)random.Next(4) * 4));
            End(code, random, block);
            while (code.Count < (block + 1) * Size)
            {
                code.Add(0xf4);
            }
        }

        return [.. code];
    }

    private static void End(List<byte> code, Random random, int block)
    {
        int kind = random.Next(8);
        switch (kind)
        {
            case 0:
                code.Add(0xf4);
                break;
            case 1 or 2:
                code.Add(0xc3);
                break;
            case 3 or 4:
                Branch(code, kind == 3 ? (byte)0xe9 : (byte)0xe8, random.Next(Count));
                break;
            default:
                // mov ecx,TARGET; jmp ecx or call ecx
                code.Add(0xb9);
                Append(code, (uint)(Start + (ulong)(random.Next(Count) * Size)));
                code.AddRange([0xff, kind == 5 ? (byte)0xe1 : (byte)0xd1]);
                break;
        }

        if (code.Count + 5 <= (block + 1) * Size && kind != 0)
        {
            Branch(code, 0xe9, random.Next(Count));
        }
    }

    private static void Branch(List<byte> code, byte opcode, int target)
    {
        code.Add(opcode);
        Append(code, (uint)((target * Size) - (code.Count + 4)));
    }

    private static byte Modes(int mode, int register, int other) => (byte)(mode | (register << 3) | other);

    private static int Register(Random random) => _registers[random.Next(_registers.Length)];

    private static void Append(List<byte> code, uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        code.AddRange(bytes);
    }
}
