using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>How many entries of the evaluation stack an instruction takes off and puts on.</summary>
internal static class StackEffect
{
    /// <summary>What <see cref="Pops"/> says of an instruction that empties the stack.</summary>
    public const int All = int.MaxValue;

    /// <summary>Entries taken off.</summary>
    public static int Pops(Instruction instruction)
    {
        if (instruction.Operand is IMethodSignature method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            bool takesThis = method.HasThis && instruction.OpCode.Code != Code.Newobj;
            bool takesPointer = instruction.OpCode.Code == Code.Calli;
            return method.Parameters.Count + (takesThis ? 1 : 0) + (takesPointer ? 1 : 0);
        }

        return instruction.OpCode.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 or StackBehaviour.Varpop => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
                or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
            StackBehaviour.PopAll => All,
            _ => 2,
        };
    }

    /// <summary>Entries put on.</summary>
    public static int Pushes(Instruction instruction)
    {
        if (instruction.Operand is IMethodSignature method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            return instruction.OpCode.Code == Code.Newobj || !IsVoid(method.ReturnType) ? 1 : 0;
        }

        return instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
    }

    // An init accessor returns a void that is marked by a modifier.
    private static bool IsVoid(TypeReference type) =>
        type is IModifierType modified ? IsVoid(modified.ElementType) : type.MetadataType == MetadataType.Void;
}
