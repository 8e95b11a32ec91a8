namespace Model.Guests;

/// <summary>The sixteen general registers, numbered as instructions encode them (Intel SDM volume 2, section 2.1.5).
/// In 32-bit mode only the first eight exist, and only their low 32 bits.</summary>
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
