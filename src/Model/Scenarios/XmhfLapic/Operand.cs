using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>A memory operand: one piece, or two dwords on two pages when it crosses a page boundary.</summary>
/// <param name="Pieces">In order of linear addresses.</param>
/// <param name="IsLapic">Whether it lies in the LAPIC page, where nothing but reads and writes of 4 bytes
/// exists.</param>
public readonly record struct Operand(Sequence<Fragment> Pieces, bool IsLapic = false)
{
    private const int DwordBits = 32;

    /// <summary>
    /// Whether the pages are neighbours in physical memory in the order of access, so that the identity map shows them
    /// as one range.
    /// </summary>
    public bool IsContiguous => Pieces.Count == 1 || Pieces[1].Frame == Pieces[0].Frame + 1;

    /// <summary>The operand that consists of one piece of this one.</summary>
    public Operand Only(int piece) => this with { Pieces = Sequence<Fragment>.Of(Pieces[piece]) };

    /// <summary>What of <paramref name="value"/> goes into a piece.</summary>
    public ulong PartOf(ulong value, int piece) =>
        Pieces.Count == 1 ? value : value >> (DwordBits * piece) & uint.MaxValue;

    /// <summary>The value of the operand that has <paramref name="part"/> in that piece, and 0 elsewhere.</summary>
    public static ulong At(ulong part, int piece) => part << (DwordBits * piece);

    /// <summary>The value of the operand in a state.</summary>
    public ulong ValueIn(Func<Word, ulong> valueOf)
    {
        ulong value = 0;
        for (int i = 0; i < Pieces.Count; i++)
        {
            value |= At(valueOf(Pieces[i].Word), i);
        }

        return value;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(":", Pieces.Select(piece => piece.Word.Name));
}

/// <summary>The part of an operand that lies in one page.</summary>
/// <param name="Word">The memory.</param>
/// <param name="Frame">The physical page frame; equal numbers are the same page, successive numbers are contiguous
/// frames.</param>
public readonly record struct Fragment(Word Word, int Frame);
