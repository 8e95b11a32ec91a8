using System.Collections.Frozen;

namespace Model.Guests.X86.Processor;

/// <summary>The sixteen general registers, numbered as instructions encode them (Intel SDM volume 2, section 2.1.5). In
/// 32-bit mode only the first eight exist, and only their low 32 bits.</summary>
public enum GeneralRegister : byte
{
    /// <summary>RAX, EAX, AX, AH, AL.</summary>
    Rax,

    /// <summary>RCX, ECX, CX, CH, CL.</summary>
    Rcx,

    /// <summary>RDX, EDX, DX, DH, DL.</summary>
    Rdx,

    /// <summary>RBX, EBX, BX, BH, BL.</summary>
    Rbx,

    /// <summary>RSP, ESP: the stack pointer.</summary>
    Rsp,

    /// <summary>RBP, EBP, BP, BPL.</summary>
    Rbp,

    /// <summary>RSI, ESI, SI, SIL.</summary>
    Rsi,

    /// <summary>RDI, EDI, DI, DIL.</summary>
    Rdi,

    /// <summary>R8 and its parts.</summary>
    R8,

    /// <summary>R9 and its parts.</summary>
    R9,

    /// <summary>R10 and its parts.</summary>
    R10,

    /// <summary>R11 and its parts.</summary>
    R11,

    /// <summary>R12 and its parts.</summary>
    R12,

    /// <summary>R13 and its parts.</summary>
    R13,

    /// <summary>R14 and its parts.</summary>
    R14,

    /// <summary>R15 and its parts.</summary>
    R15,
}

/// <summary>The names of registers and their parts in assembly language.</summary>
public static class RegisterNames
{
    private static readonly string[] _legacy = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
    private static readonly FrozenDictionary<string, RegisterPart> _parts = Parts()
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The part that a name stands for, whatever its case; <c>null</c> when it is none of a general register.
    /// </summary>
    public static RegisterPart? Find(string name) => _parts.TryGetValue(name, out var part) ? part : null;

    /// <summary>The name of the low 4 or 8 bytes of a register, in lower case.</summary>
    /// <param name="register">The register.</param>
    /// <param name="size">4 or 8.</param>
    public static string Of(GeneralRegister register, int size) =>
        register < GeneralRegister.R8
            ? (size == 8 ? "r" : "e") + _legacy[(int)register]
            : register.ToString().ToLowerInvariant() + (size == 8 ? "" : "d");

    private static Dictionary<string, RegisterPart> Parts()
    {
        var parts = new Dictionary<string, RegisterPart>();
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            parts.Add(Of(register, 8), new RegisterPart(register, 8));
            parts.Add(Of(register, 4), new RegisterPart(register, 4));
            bool isLegacy = register < GeneralRegister.R8;
            string word = isLegacy ? _legacy[(int)register] : register.ToString().ToLowerInvariant() + "w";
            parts.Add(word, new RegisterPart(register, 2));
            bool hasHigh = register <= GeneralRegister.Rbx;
            parts.Add(
                hasHigh ? $"{word[0]}l"
                    : isLegacy ? word + "l"
                    : $"{word[..^1]}b",
                new RegisterPart(register, 1)
            );
            if (hasHigh)
            {
                parts.Add($"{word[0]}h", new RegisterPart(register, 1, High: true));
            }
        }

        return parts;
    }
}
