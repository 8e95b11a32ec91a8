using System.Numerics;

namespace Checker.Automata.Frames;

/// <summary>What an instruction does to variables.</summary>
/// <param name="Reads">The variables that it needs.</param>
/// <param name="Writes">The variables that it may write.</param>
/// <param name="OnlyWrites">Whether it does nothing else: when nobody reads what it writes, it needs nothing.</param>
/// <param name="CanThrow">Whether control may go to an exception handler instead.</param>
internal readonly record struct Effect(BigInteger Reads, BigInteger Writes, bool OnlyWrites, bool CanThrow)
{
    /// <summary>The variables among those written that may keep their value.</summary>
    public BigInteger Keeps { get; init; } = BigInteger.Zero;

    /// <summary>Whether what the instruction does matters, given what is live after it.</summary>
    public bool Matters(BigInteger after) => !OnlyWrites || !(after & Writes).IsZero;

    /// <summary>What is live before the instruction, given what is live after it.</summary>
    public BigInteger LiveBefore(BigInteger after, bool matters) => (after & ~(Writes & ~Keeps)) | (matters ? Reads : BigInteger.Zero);
}
