using System.Globalization;

namespace Model.Scenarios.Guests;

/// <summary>A guest program of the user's own, and how it is to be run and judged.</summary>
/// <param name="Image">The image file, as the user named it.</param>
/// <param name="Cpus">Where each CPU starts, in order of their numbers.</param>
/// <param name="Mmio">The ranges of memory that no RAM stands behind.</param>
/// <param name="Platform">The platform it runs on.</param>
/// <param name="Set">Values by name: a parameter of the platform, or else a symbol of the image that starts with this
/// value.</param>
/// <param name="Invariants">Expressions that must hold in every reachable state.</param>
/// <param name="Goals">Expressions that must stay reachable.</param>
/// <param name="LoadAddress">Where a flat binary is loaded; <c>null</c> for an ELF image.</param>
/// <param name="SymbolFile">The symbols of a flat binary, as the user named the file; <c>null</c> for an ELF
/// image.</param>
public sealed record GuestRequest(
    string Image,
    IReadOnlyList<GuestCpu> Cpus,
    IReadOnlyList<GuestRange> Mmio,
    string Platform,
    IReadOnlyDictionary<string, string> Set,
    IReadOnlyList<string> Invariants,
    IReadOnlyList<string> Goals,
    ulong? LoadAddress,
    string? SymbolFile
);

/// <summary>A CPU of a guest of the user's own.</summary>
/// <param name="Number">Its number: the process is called <c>cpu0</c>, <c>cpu1</c> ...</param>
/// <param name="Entry">The symbol or the address of its first instruction.</param>
/// <param name="StackSize">Bytes of a stack of its own; <c>null</c> for none.</param>
public sealed record GuestCpu(int Number, string Entry, int? StackSize);

/// <summary>A range of guest physical addresses.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Size">Bytes, at least 1.</param>
public sealed record GuestRange(ulong Start, ulong Size);

/// <summary>Numbers as users write them about guests.</summary>
public static class GuestNumber
{
    /// <summary>A number of 64 bits, decimal or hexadecimal after 0x; <c>null</c> when the text is none.</summary>
    public static ulong? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(
            isHexadecimal ? text.AsSpan(2) : text,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out ulong number
        )
            ? number
            : null;
    }
}
