using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Reads the local's number out of the many encodings of ldloc and stloc.</summary>
internal static class LocalSlot
{
    /// <summary>The local that <paramref name="instruction"/> loads, or <c>null</c>.</summary>
    public static int? Loaded(Instruction instruction) => instruction.OpCode.Code switch
    {
        >= Code.Ldloc_0 and <= Code.Ldloc_3 => instruction.OpCode.Code - Code.Ldloc_0,
        Code.Ldloc_S or Code.Ldloc => ((VariableDefinition)instruction.Operand).Index,
        _ => null,
    };

    /// <summary>The local that <paramref name="instruction"/> stores to, or <c>null</c>.</summary>
    public static int? Stored(Instruction instruction) => instruction.OpCode.Code switch
    {
        >= Code.Stloc_0 and <= Code.Stloc_3 => instruction.OpCode.Code - Code.Stloc_0,
        Code.Stloc_S or Code.Stloc => ((VariableDefinition)instruction.Operand).Index,
        _ => null,
    };
}
