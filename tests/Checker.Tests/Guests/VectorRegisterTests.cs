using Checker.Tests.Platforms;
using Iced.Intel;
using Model.Guests.X86.Decoding;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>The refusal of an instruction that the model does not have names the cure where there is one.</summary>
public sealed class VectorRegisterTests
{
    [Fact]
    public void A_vector_instruction_names_the_compiler_option() =>
        Assert.Equal(
            "build the guest without vector registers: gcc and clang -mgeneral-regs-only",
            HintOf(cpu => cpu.pxor(xmm0, xmm1))
        );

    [Fact]
    public void Another_one_does_not() => Assert.Equal("", HintOf(cpu => cpu.cpuid()));

    private static string HintOf(Action<Assembler> code) =>
        Assert
            .Throws<UnsupportedInstructionException>(() =>
                Explore.Model(new AssembledGuest(64, code).On("hardware")).Exhaustively()
            )
            .Hint;
}
