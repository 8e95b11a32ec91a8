using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Finds out what becomes of a field's address: is the field wholly overwritten through it?</summary>
internal static class AddressUse
{
    /// <summary>
    /// The index of the instruction that overwrites the field whose address is loaded at <paramref name="load"/>, or <c>null</c> when
    /// the address may be read through.
    /// </summary>
    public static int? OverwritingConsumer(IReadOnlyList<Instruction> code, int load)
    {
        // The number of stack entries above the address.
        int above = 0;
        for (int i = load + 1; i < code.Count; i++)
        {
            var instruction = code[i];
            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                return null;
            }

            int pops = Pops(instruction);
            if (pops > above)
            {
                return Overwrites(instruction, pops == above + 1) ? i : null;
            }

            above += Pushes(instruction) - pops;
        }

        return null;
    }

    private static bool Overwrites(Instruction instruction, bool isDeepest) => isDeepest && instruction.OpCode.Code switch
    {
        Code.Initobj or Code.Stobj => true,
        Code.Call => instruction.Operand is MethodReference { Name: ".ctor", HasThis: true },
        _ => false,
    };

    private static int Pops(Instruction instruction)
    {
        if (instruction.Operand is MethodReference method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            bool takesThis = method.HasThis && instruction.OpCode.Code != Code.Newobj;
            return method.Parameters.Count + (takesThis ? 1 : 0);
        }

        return instruction.OpCode.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
                or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
            StackBehaviour.PopAll => int.MaxValue,
            _ => 2,
        };
    }

    private static int Pushes(Instruction instruction)
    {
        if (instruction.Operand is MethodReference method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            return instruction.OpCode.Code == Code.Newobj || method.ReturnType.MetadataType != MetadataType.Void ? 1 : 0;
        }

        return instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
    }
}
