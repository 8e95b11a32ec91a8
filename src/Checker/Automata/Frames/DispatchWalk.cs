using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>
/// Walks the dispatch code at the start of MoveNext for one known suspension number, to the first instruction that does more than
/// decide where to go on. Awaits inside try blocks have a second dispatch at the start of the block; it is walked too.
/// </summary>
internal static class DispatchWalk
{
    /// <summary>Where the method goes on after the given suspension, and the fields that are read on the way there.</summary>
    public static (int Instruction, IReadOnlyList<FieldReference> Reads) ResumePoint(
        IReadOnlyList<Instruction> code,
        IReadOnlyDictionary<Instruction, int> index,
        string stateField,
        int suspension)
    {
        var reads = new List<FieldReference>();
        var stack = new Stack<int?>();
        var locals = new Dictionary<int, int?>();
        int at = 0;
        while (true)
        {
            var instruction = code[at];
            switch (instruction.OpCode.Code)
            {
                case Code.Nop:
                    break;
                case Code.Ldarg_0:
                    if (at + 1 >= code.Count || code[at + 1].OpCode.Code != Code.Ldfld)
                    {
                        return (at, reads);
                    }

                    // An optimised method loads its class instance before it decides where to go on.
                    var loadedField = (FieldReference)code[at + 1].Operand;
                    reads.Add(loadedField);
                    stack.Push(loadedField.Name == stateField ? suspension : null);
                    at++;
                    break;
                case Code.Dup:
                    stack.Push(stack.Peek());
                    break;
                case Code.Sub:
                    int? subtrahend = stack.Pop();
                    stack.Push(stack.Pop() - subtrahend);
                    break;
                case Code.Switch:
                    var targets = (Instruction[])instruction.Operand;
                    if (stack.Pop() is not int selector)
                    {
                        return (at, reads);
                    }

                    if (selector >= 0 && selector < targets.Length)
                    {
                        at = index[targets[selector]];
                        continue;
                    }

                    break;
                case Code.Br or Code.Br_S or Code.Leave or Code.Leave_S:
                    at = index[(Instruction)instruction.Operand];
                    continue;
                default:
                    if (LocalSlot.Stored(instruction) is int stored && stack.Count > 0)
                    {
                        locals[stored] = stack.Pop();
                    }
                    else if (LocalSlot.Loaded(instruction) is int loaded && locals.TryGetValue(loaded, out int? value))
                    {
                        stack.Push(value);
                    }
                    else if (IntegerConstant.Of(instruction) is int constant)
                    {
                        stack.Push(constant);
                    }
                    else if (Branches(instruction, stack) is bool taken)
                    {
                        if (taken)
                        {
                            at = index[(Instruction)instruction.Operand];
                            continue;
                        }
                    }
                    else
                    {
                        return (at, reads);
                    }

                    break;
            }

            at++;
        }
    }

    private static bool? Branches(Instruction instruction, Stack<int?> stack)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Brtrue or Code.Brtrue_S:
                return stack.Pop() is int truth ? truth != 0 : null;
            case Code.Brfalse or Code.Brfalse_S:
                return stack.Pop() is int falsehood ? falsehood == 0 : null;
        }

        if (instruction.OpCode.StackBehaviourPop != StackBehaviour.Pop1_pop1 || instruction.OpCode.FlowControl != FlowControl.Cond_Branch
            || stack.Count < 2)
        {
            return null;
        }

        if (stack.Pop() is not int right || stack.Pop() is not int left)
        {
            return null;
        }

        return instruction.OpCode.Code switch
        {
            Code.Beq or Code.Beq_S => left == right,
            Code.Bne_Un or Code.Bne_Un_S => left != right,
            Code.Bgt or Code.Bgt_S => left > right,
            Code.Bgt_Un or Code.Bgt_Un_S => (uint)left > (uint)right,
            Code.Bge or Code.Bge_S => left >= right,
            Code.Bge_Un or Code.Bge_Un_S => (uint)left >= (uint)right,
            Code.Blt or Code.Blt_S => left < right,
            Code.Blt_Un or Code.Blt_Un_S => (uint)left < (uint)right,
            Code.Ble or Code.Ble_S => left <= right,
            Code.Ble_Un or Code.Ble_Un_S => (uint)left <= (uint)right,
            _ => null,
        };
    }
}
