using Model.Steps;

namespace Model.Litmus;

/// <summary>A location in memory, or an array of them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="IsArray">Whether it was declared as an array.</param>
/// <param name="Initial">The initial value of each element; one for a plain location.</param>
public sealed record LitmusVariable(string Name, LitmusType Type, bool IsArray, Sequence<LitmusValue> Initial);

/// <summary>A number, or the address of a location plus a number.</summary>
/// <param name="Symbol">The location whose address is meant, or <c>null</c>.</param>
/// <param name="Number">The number.</param>
public readonly record struct LitmusValue(string? Symbol, long Number);

/// <summary>The C type of a location or register.</summary>
/// <param name="Size">Bytes: 1, 2, 4 or 8.</param>
/// <param name="IsSigned">Whether values are shown with a sign.</param>
public readonly record struct LitmusType(int Size, bool IsSigned)
{
    /// <summary>What a location is when nothing is said.</summary>
    public static LitmusType Int { get; } = new(4, true);

    /// <summary>A type by its name; <c>null</c> when there is none.</summary>
    public static LitmusType? Find(string name) =>
        name switch
        {
            "char" or "int8_t" => new(1, true),
            "uint8_t" or "bool" or "_Bool" => new(1, false),
            "short" or "int16_t" => new(2, true),
            "uint16_t" => new(2, false),
            "int" or "int32_t" => Int,
            "uint32_t" or "unsigned" => new(4, false),
            "long" or "int64_t" or "intptr_t" => new(8, true),
            "uint64_t" or "uintptr_t" or "size_t" => new(8, false),
            _ => null,
        };

    /// <summary>The low bytes of a value.</summary>
    public ulong Truncate(ulong value) => Size == 8 ? value : value & ((1UL << (Size * 8)) - 1);

    /// <summary>A value in decimal.</summary>
    public string Format(ulong value)
    {
        int unused = 64 - (Size * 8);
        return IsSigned
            ? FormattableString.Invariant($"{(long)(value << unused) >> unused}")
            : FormattableString.Invariant($"{Truncate(value)}");
    }
}
