using System.Collections.Frozen;

namespace Model.Guests;

/// <summary>The names of registers and their parts in assembly language.</summary>
public static class RegisterNames
{
    private static readonly string[] s_legacy = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
    private static readonly FrozenDictionary<string, RegisterPart> s_parts = Parts().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The part that a name stands for, whatever its case; <c>null</c> when it is none of a general register.</summary>
    public static RegisterPart? Find(string name) => s_parts.TryGetValue(name, out var part) ? part : null;

    /// <summary>The name of the low 4 or 8 bytes of a register, in lower case.</summary>
    /// <param name="register">The register.</param>
    /// <param name="size">4 or 8.</param>
    public static string Of(GeneralRegister register, int size) => register < GeneralRegister.R8
        ? (size == 8 ? "r" : "e") + s_legacy[(int)register]
        : register.ToString().ToLowerInvariant() + (size == 8 ? "" : "d");

    private static Dictionary<string, RegisterPart> Parts()
    {
        var parts = new Dictionary<string, RegisterPart>();
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            parts.Add(Of(register, 8), new RegisterPart(register, 8));
            parts.Add(Of(register, 4), new RegisterPart(register, 4));
            bool isLegacy = register < GeneralRegister.R8;
            string word = isLegacy ? s_legacy[(int)register] : register.ToString().ToLowerInvariant() + "w";
            parts.Add(word, new RegisterPart(register, 2));
            bool hasHigh = register <= GeneralRegister.Rbx;
            parts.Add(hasHigh ? $"{word[0]}l" : isLegacy ? word + "l" : $"{word[..^1]}b", new RegisterPart(register, 1));
            if (hasHigh)
            {
                parts.Add($"{word[0]}h", new RegisterPart(register, 1, High: true));
            }
        }

        return parts;
    }
}
