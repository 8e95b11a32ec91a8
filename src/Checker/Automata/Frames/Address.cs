using System.Numerics;

namespace Checker.Automata.Frames;

/// <summary>What an entry of the evaluation stack may be the address of.</summary>
/// <param name="Places">The numbers of places, a bit each; none for what is no such address.</param>
/// <param name="MayBeOther">Whether it may be something else as well.</param>
/// <param name="MayBePart">Whether it may be the address of a part of such a place.</param>
internal readonly record struct Address(BigInteger Places, bool MayBeOther, bool MayBePart)
{
    /// <summary>Whether it is no address of a place.</summary>
    public bool IsNone => Places.IsZero;

    /// <summary>Whether it is the address of one whole place for sure.</summary>
    public bool IsExact => Places.IsPowerOfTwo && !MayBeOther && !MayBePart;

    /// <summary>The address of a place, or of a part of it.</summary>
    public static Address Of(Place place, bool isPart) => new(BigInteger.One << place.Number, false, isPart);

    /// <summary>What comes along either way.</summary>
    public static Address Join(Address left, Address right) =>
        new(
            left.Places | right.Places,
            left.MayBeOther || right.MayBeOther || left.IsNone != right.IsNone,
            left.MayBePart || right.MayBePart
        );
}
