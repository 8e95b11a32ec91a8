using System.Numerics;

namespace Checker.Automata.Frames;

/// <summary>What an instruction does to variables.</summary>
/// <param name="Reads">The variables that it needs.</param>
/// <param name="Writes">The variables that it overwrites wholly.</param>
/// <param name="OnlyWrites">Whether it does nothing else: when nobody reads what it writes, it needs nothing.</param>
/// <param name="CanThrow">Whether control may go to an exception handler instead.</param>
internal readonly record struct Effect(BigInteger Reads, BigInteger Writes, bool OnlyWrites, bool CanThrow)
{
    /// <summary>What is live before the instruction, given what is live after it.</summary>
    public BigInteger LiveBefore(BigInteger after) =>
        (after & ~Writes) | (OnlyWrites && (after & Writes).IsZero ? BigInteger.Zero : Reads);
}
