namespace Model.Guests.X86.Processor;

/// <summary>A set of general registers: bit n stands for the <see cref="GeneralRegister"/> whose number is n.</summary>
[Flags]
public enum RegisterSet : ushort
{
    /// <summary>No register.</summary>
    None = 0,

    /// <summary>RAX and its parts.</summary>
    Rax = 1 << 0,

    /// <summary>RCX and its parts.</summary>
    Rcx = 1 << 1,

    /// <summary>RDX and its parts.</summary>
    Rdx = 1 << 2,

    /// <summary>RBX and its parts.</summary>
    Rbx = 1 << 3,

    /// <summary>RSP and its parts.</summary>
    Rsp = 1 << 4,

    /// <summary>RBP and its parts.</summary>
    Rbp = 1 << 5,

    /// <summary>RSI and its parts.</summary>
    Rsi = 1 << 6,

    /// <summary>RDI and its parts.</summary>
    Rdi = 1 << 7,

    /// <summary>R8 and its parts.</summary>
    R8 = 1 << 8,

    /// <summary>R9 and its parts.</summary>
    R9 = 1 << 9,

    /// <summary>R10 and its parts.</summary>
    R10 = 1 << 10,

    /// <summary>R11 and its parts.</summary>
    R11 = 1 << 11,

    /// <summary>R12 and its parts.</summary>
    R12 = 1 << 12,

    /// <summary>R13 and its parts.</summary>
    R13 = 1 << 13,

    /// <summary>R14 and its parts.</summary>
    R14 = 1 << 14,

    /// <summary>R15 and its parts.</summary>
    R15 = 1 << 15,

    /// <summary>Every register.</summary>
    All = 0xffff,
}
