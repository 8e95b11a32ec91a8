using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Tests.Guests;

/// <summary>Small guests made of bytes, and their instructions.</summary>
internal static class TestGuest
{
    public static GuestImage Image(CpuMode mode, ulong address, byte[] bytes, string symbols = "") =>
        FlatImage.Create(
            bytes,
            "guest.bin",
            address,
            SymbolFile.Parse($"bits {(mode == CpuMode.Bits64 ? 64 : 32)}\n{symbols}", "guest.sym")
        );

    public static GuestImage Image(CpuMode mode, ulong address, string hexadecimal, string symbols = "") =>
        Image(mode, address, Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal)), symbols);

    public static GuestInstruction Decode(CpuMode mode, string hexadecimal, ulong address = 0x1000) =>
        new GuestDecoder(Image(mode, address, hexadecimal)).At(address);

    /// <summary>
    /// A CPU with the given registers, all flags clear and RIP at the place where <see cref="Decode"/> puts
    /// instructions.
    /// </summary>
    public static CpuState Cpu(params ReadOnlySpan<(GeneralRegister Register, ulong Value)> registers)
    {
        CpuState cpu = new(default, CpuFlags.None, 0x1000);
        foreach ((var register, ulong value) in registers)
        {
            cpu = cpu.With(register, value);
        }

        return cpu;
    }
}
