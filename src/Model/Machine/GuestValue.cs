using System.Globalization;

namespace Model.Machine;

/// <summary>How guest values are written: small numbers plainly, all others in hexadecimal.</summary>
internal static class GuestValue
{
    public static string Format(UInt128 value) =>
        value < 10
            ? value.ToString(CultureInfo.InvariantCulture)
            : "0x" + value.ToString("x", CultureInfo.InvariantCulture);
}
