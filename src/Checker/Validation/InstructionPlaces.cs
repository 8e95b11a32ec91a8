using Model.Guests.Images;
using Model.Machine;

namespace Checker.Validation;

/// <summary>
/// Where the operands of single instructions lie: in a region that the platform serves, at its end, and behind it.
/// </summary>
internal static class InstructionPlaces
{
    /// <summary>Address of the code.</summary>
    public const ulong Code = 0x40_0000;

    /// <summary>How many places there are for every content.</summary>
    public const int Count = 6;

    /// <summary>How many different contents a place has.</summary>
    public const int Contents = 3;

    private const ulong Start = 0x10_0000;
    private const ulong Block = 0x4000;
    private const ulong SecondOperand = 0x2000;
    private const ulong End = Start + (Contents * Block);

    /// <summary>What the platform serves.</summary>
    public static AddressRange Region { get; } = new(Start, End - Start);

    /// <summary>An address that instructions with an address in them access.</summary>
    public static ulong Absolute => Start + 0x40;

    /// <summary>The region and what lies behind it, with its contents: odd bytes, zeros, ones.</summary>
    public static GuestSegment Memory
    {
        get
        {
            byte[] bytes = new byte[(Contents * Block) + Block];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = ((ulong)i / Block) switch
                {
                    1 => 0,
                    2 => 0xff,
                    _ => (byte)((i * 0x3b) ^ (i >> 8) ^ 0x85),
                };
            }

            return new GuestSegment(Start, bytes, (ulong)bytes.Length, Executable: false, Writable: true);
        }
    }

    /// <summary>
    /// Where an operand lies: across a page, aligned, odd, across a cache line, across the end of the region, behind
    /// it.
    /// </summary>
    /// <param name="place">Which of these.</param>
    /// <param name="content">Which content.</param>
    /// <param name="size">Bytes of the operand.</param>
    public static ulong First(int place, int content, int size)
    {
        ulong block = Start + ((ulong)content * Block);
        ulong half = (ulong)Math.Max(1, size / 2);
        return place switch
        {
            0 => block + PageTable.PageSize - half,
            1 => block + 0x40,
            2 => block + 0x83,
            3 => block + 0x100 - half,
            4 => End - half,
            _ => End + 0x100,
        };
    }

    /// <summary>Where another operand lies; of the same content, always in the region.</summary>
    /// <inheritdoc cref="First"/>
    public static ulong Second(int place, int content, int size) =>
        First(place > 3 ? 1 : place, content, size) + SecondOperand;
}
