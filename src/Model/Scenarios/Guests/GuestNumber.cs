using System.Globalization;

namespace Model.Scenarios;

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
                out ulong number)
            ? number
            : null;
    }
}
