using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Model.Guests.X86.Processor;

/// <summary>
/// The general registers' values, compared one by one. In 32-bit mode the upper halves and R8 to R15 are zero.
/// </summary>
/// <param name="Rax">RAX.</param>
/// <param name="Rcx">RCX.</param>
/// <param name="Rdx">RDX.</param>
/// <param name="Rbx">RBX.</param>
/// <param name="Rsp">RSP.</param>
/// <param name="Rbp">RBP.</param>
/// <param name="Rsi">RSI.</param>
/// <param name="Rdi">RDI.</param>
/// <param name="R8">R8.</param>
/// <param name="R9">R9.</param>
/// <param name="R10">R10.</param>
/// <param name="R11">R11.</param>
/// <param name="R12">R12.</param>
/// <param name="R13">R13.</param>
/// <param name="R14">R14.</param>
/// <param name="R15">R15.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RegisterFile(
    ulong Rax,
    ulong Rcx,
    ulong Rdx,
    ulong Rbx,
    ulong Rsp,
    ulong Rbp,
    ulong Rsi,
    ulong Rdi,
    ulong R8,
    ulong R9,
    ulong R10,
    ulong R11,
    ulong R12,
    ulong R13,
    ulong R14,
    ulong R15
)
{
    /// <summary>How many registers there are.</summary>
    public const int Count = 16;

    /// <summary>The whole 64-bit value of a register.</summary>
    /// <param name="register">Which register.</param>
    public ulong this[GeneralRegister register]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)register, Count);
            return Unsafe.Add(ref First(ref Unsafe.AsRef(in this)), (int)register);
        }
    }

    /// <summary>A copy in which one register has another value.</summary>
    /// <param name="register">Which register.</param>
    /// <param name="value">Its whole 64-bit value.</param>
    public RegisterFile With(GeneralRegister register, ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)register, Count);
        var copy = this;
        Unsafe.Add(ref First(ref copy), (int)register) = value;
        return copy;
    }

    /// <summary>A copy in which every register outside <paramref name="kept"/> is zero.</summary>
    /// <param name="kept">The registers that keep their values.</param>
    public RegisterFile Keep(RegisterSet kept)
    {
        var copy = this;
        for (int number = 0; number < Count; number++)
        {
            if (((int)kept >> number & 1) == 0)
            {
                Unsafe.Add(ref First(ref copy), number) = 0;
            }
        }

        return copy;
    }

    // The sixteen fields lie one after the other in the order of their encoding, so a number indexes them.
    private static ref ulong First(ref RegisterFile file) => ref Unsafe.As<RegisterFile, ulong>(ref file);
}

/// <summary>A named part of a general register: al, ah, ax, eax and rax are five parts of one register.</summary>
/// <param name="Register">The whole register.</param>
/// <param name="Size">Bytes in the part: 1, 2, 4 or 8.</param>
/// <param name="High">True for ah, ch, dh and bh only: the part is bits 15:8.</param>
public readonly record struct RegisterPart(GeneralRegister Register, int Size, bool High = false);
