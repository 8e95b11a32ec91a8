using System.Numerics;
using System.Runtime.CompilerServices;

namespace Checker.Automata;

/// <summary>
/// How a global state is packed into 64-bit words: each slot (a process's local state, an object's state) takes just
/// the bits that its values so far need. When a slot outgrows its bits, the stored states are packed anew.
/// </summary>
internal sealed unsafe class Layout
{
    // Slots that turn up later have a single value at first: they fit without a bit.
    private const int SpareSlots = 64;

    // Pinned, so that the exploration loop can use plain pointers.
    private readonly Field[] _fields;

    private Layout(ReadOnlySpan<int> widths)
    {
        SlotCount = widths.Length;
        Capacity = widths.Length * 2 + SpareSlots;
        _fields = GC.AllocateArray<Field>(Capacity, pinned: true);
        var used = new List<int> { 0 };
        for (int slot = 0; slot < widths.Length; slot++)
        {
            int width = widths[slot];
            int word = used.FindIndex(bits => bits + width <= 64);
            if (word < 0)
            {
                word = used.Count;
                used.Add(0);
            }

            _fields[slot] = new Field((1UL << width) - 1, word, width == 0 ? 0 : used[word]);
            used[word] += width;
        }

        Words = used.Count;
        Fields = (Field*)Unsafe.AsPointer(ref _fields[0]);
    }

    /// <summary>The fields, one a slot.</summary>
    public Field* Fields { get; }

    /// <summary>Slots that may have more than one value.</summary>
    public int SlotCount { get; }

    /// <summary>Slots that may be asked for; those from <see cref="SlotCount"/> on have the value 0.</summary>
    public int Capacity { get; }

    /// <summary>Words a state takes.</summary>
    public int Words { get; }

    /// <summary>
    /// A layout with enough bits for slots of the given numbers of values. Bits that would be left over in the words go
    /// to the slots that are likeliest to need them next, so that states are seldom packed anew.
    /// </summary>
    public static Layout For(ReadOnlySpan<int> valueCounts)
    {
        int[] widths = new int[valueCounts.Length];
        for (int slot = 0; slot < widths.Length; slot++)
        {
            widths[slot] =
                BitOperations.Log2((uint)Math.Max(1, valueCounts[slot] - 1)) + (valueCounts[slot] > 1 ? 1 : 0);
        }

        var layout = new Layout(widths);
        int[] fullestFirst = [.. Enumerable.Range(0, widths.Length).Where(slot => widths[slot] > 0)];
        double[] fill = [.. widths.Zip(valueCounts.ToArray(), (width, count) => count / (double)(1UL << width))];
        Array.Sort(
            fullestFirst,
            (left, right) => fill[left] != fill[right] ? fill[right].CompareTo(fill[left]) : left.CompareTo(right)
        );
        foreach (int slot in fullestFirst)
        {
            widths[slot]++;
            var wider = new Layout(widths);
            if (wider.Words > layout.Words)
            {
                widths[slot]--;
            }
            else
            {
                layout = wider;
            }
        }

        return layout;
    }

    /// <summary>
    /// Whether slots of the given numbers of values fit; slots unknown to this layout fit while they have one value.
    /// </summary>
    public bool Fits(ReadOnlySpan<int> valueCounts)
    {
        if (valueCounts.Length > Capacity)
        {
            return false;
        }

        for (int slot = 0; slot < valueCounts.Length; slot++)
        {
            ulong mask = slot < SlotCount ? _fields[slot].Mask : 0;
            if ((ulong)valueCounts[slot] - 1 > mask)
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
        for (int slot = 0; slot < SlotCount; slot++)
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
