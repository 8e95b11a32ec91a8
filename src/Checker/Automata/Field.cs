namespace Checker.Automata;

/// <summary>Where a slot of the global state lies in the packed words. A width of no bits is a slot with one value so far: always 0.</summary>
/// <param name="Mask">Ones in the low bits, as many as the field is wide.</param>
/// <param name="Word">Index of the word.</param>
/// <param name="Shift">Bits below the field in its word.</param>
internal readonly record struct Field(ulong Mask, int Word, int Shift)
{
    /// <summary>The slot's value in <paramref name="state"/>.</summary>
    public unsafe int In(ulong* state) => (int)((state[Word] >> Shift) & Mask);

    /// <summary>Replaces the slot's value in <paramref name="state"/>.</summary>
    public unsafe void Set(ulong* state, int value) => state[Word] = (state[Word] & ~(Mask << Shift)) | ((ulong)(uint)value << Shift);
}
