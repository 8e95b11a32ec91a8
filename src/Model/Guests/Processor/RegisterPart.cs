namespace Model.Guests;

/// <summary>A named part of a general register: al, ah, ax, eax and rax are five parts of one register.</summary>
/// <param name="Register">The whole register.</param>
/// <param name="Size">Bytes in the part: 1, 2, 4 or 8.</param>
/// <param name="High">True for ah, ch, dh and bh only: the part is bits 15:8.</param>
public readonly record struct RegisterPart(GeneralRegister Register, int Size, bool High = false);
