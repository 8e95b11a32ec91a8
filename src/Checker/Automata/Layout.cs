using System.Numerics;
using System.Runtime.CompilerServices;

namespace Checker.Automata;

/// <summary>
/// How a global state is packed into 64-bit words: each slot (a process's local state, an object's state) takes just
/// the bits that its values so far need. When a slot outgrows its bits, the stored states are packed anew.
/// </summary>
internal sealed unsafe class Layout
{
    // Room for slots that turn up later.
    private const int SpareSlots = 64;

    // Pinned, so that the exploration loop can use plain pointers.
    private readonly Field[] _fields;

    // Behind them no field has a bit.
    private readonly int _fieldsWithBits;

    private Layout(int[] widths, int[] words, int wordCount)
    {
        Words = wordCount;
        _fields = GC.AllocateArray<Field>(widths.Length, pinned: true);
        int[] used = new int[wordCount];
        for (int slot = 0; slot < widths.Length; slot++)
        {
            int width = widths[slot];
            ref int bits = ref used[words[slot]];
            _fields[slot] = new Field((1UL << width) - 1, words[slot], width == 0 ? 0 : bits);
            bits += width;
        }

        _fieldsWithBits = Array.FindLastIndex(widths, width => width > 0) + 1;
        Fields = (Field*)Unsafe.AsPointer(ref _fields[0]);
    }

    /// <summary>The fields, one a slot.</summary>
    public Field* Fields { get; }

    /// <summary>Slots that may be asked for.</summary>
    public int Capacity => _fields.Length;

    /// <summary>Words a state takes.</summary>
    public int Words { get; }

    /// <summary>
    /// A layout with enough bits for slots of the given numbers of values. Bits that are left over in the words go to
    /// the slots that are likeliest to need them next, those that are still to come included, so that states are seldom
    /// packed anew.
    /// </summary>
    public static Layout For(ReadOnlySpan<int> valueCounts)
    {
        int[] widths = new int[valueCounts.Length * 2 + SpareSlots];
        int[] words = new int[widths.Length];
        var used = new List<int> { 0 };
        for (int slot = 0; slot < valueCounts.Length; slot++)
        {
            int width = valueCounts[slot] > 1 ? BitOperations.Log2((uint)valueCounts[slot] - 1) + 1 : 0;
            int word = used.FindIndex(bits => bits + width <= 64);
            if (word < 0)
            {
                word = used.Count;
                used.Add(0);
            }

            widths[slot] = width;
            words[slot] = word;
            used[word] += width;
        }

        double[] fill = new double[widths.Length];
        for (int slot = 0; slot < fill.Length; slot++)
        {
            fill[slot] = widths[slot] > 0 ? valueCounts[slot] / (double)(1UL << widths[slot]) : 0;
        }

        foreach (int slot in Enumerable.Range(0, widths.Length).OrderByDescending(slot => fill[slot]))
        {
            int word = widths[slot] > 0 ? words[slot] : used.FindIndex(bits => bits < 64);
            if (word >= 0 && used[word] < 64)
            {
                widths[slot]++;
                words[slot] = word;
                used[word]++;
            }
        }

        return new Layout(widths, words, used.Count);
    }

    /// <summary>
    /// Whether slots of the given numbers of values fit; slots beyond the capacity never do.
    /// </summary>
    public bool Fits(ReadOnlySpan<int> valueCounts)
    {
        if (valueCounts.Length > Capacity)
        {
            return false;
        }

        for (int slot = 0; slot < valueCounts.Length; slot++)
        {
            if ((ulong)valueCounts[slot] - 1 > _fields[slot].Mask)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Packs a state of this layout anew.</summary>
    public void Repack(ulong* state, Layout target, ulong* into)
    {
        new Span<ulong>(into, target.Words).Clear();
        for (int slot = 0; slot < _fieldsWithBits; slot++)
        {
            target.Fields[slot].Set(into, Fields[slot].In(state));
        }
    }
}

/// <summary>
/// Where a slot of the global state lies in the packed words. A width of no bits is a slot with one value so far:
/// always 0.
/// </summary>
/// <param name="Mask">Ones in the low bits, as many as the field is wide.</param>
/// <param name="Word">Index of the word.</param>
/// <param name="Shift">Bits below the field in its word.</param>
internal readonly record struct Field(ulong Mask, int Word, int Shift)
{
    /// <summary>The slot's value in <paramref name="state"/>.</summary>
    public unsafe int In(ulong* state) => (int)((state[Word] >> Shift) & Mask);

    /// <summary>Replaces the slot's value in <paramref name="state"/>.</summary>
    public unsafe void Set(ulong* state, int value) =>
        state[Word] = (state[Word] & ~(Mask << Shift)) | ((ulong)(uint)value << Shift);
}
