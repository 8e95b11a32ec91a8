using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Reads the constant out of the many encodings of ldc.i4.</summary>
internal static class IntegerConstant
{
    /// <summary>The constant that <paramref name="instruction"/> pushes, or <c>null</c> when it does not push one.</summary>
    public static int? Of(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_I4_M1 => -1,
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => instruction.OpCode.Code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)instruction.Operand,
        Code.Ldc_I4 => (int)instruction.Operand,
        _ => null,
    };
}
