using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>What becomes of a field's address.</summary>
/// <param name="Consumer">The instruction that writes through the address; <c>null</c> when the field may be read through it.</param>
/// <param name="Part">The part of the field that is written; <c>null</c> for all of it.</param>
internal readonly record struct AddressUse(int? Consumer, FieldReference? Part)
{
    /// <summary>Follows the address that is loaded at <paramref name="load"/> on every way to where it is taken off the stack.</summary>
    public static AddressUse Of(MoveNextCode code, int load)
    {
        int address = code.StackDepths[load] - 1;
        int? consumer = null;
        var seen = new HashSet<int>();
        var pending = new Stack<int>(code.Successors(load));
        while (pending.TryPop(out int at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            int pops = StackEffect.Pops(code.Instructions[at]);
            if (pops == StackEffect.All)
            {
                return default;
            }

            int bottom = code.StackDepths[at] - pops;
            if (bottom > address)
            {
                foreach (int next in code.Successors(at))
                {
                    pending.Push(next);
                }
            }
            else if (bottom < address || (consumer ??= at) != at)
            {
                return default;
            }
        }

        return consumer is int found && !OthersEnter(code, load, seen) ? Write(code.Instructions[found], found) : default;
    }

    // Then what is written may be another variable: (c ? ref x : ref y).Part = value.
    private static bool OthersEnter(MoveNextCode code, int load, HashSet<int> ways) => Enumerable.Range(0, code.Instructions.Count)
        .Any(from => from != load && !ways.Contains(from) && code.Successors(from).Any(ways.Contains));

    private static AddressUse Write(Instruction instruction, int at) => instruction.OpCode.Code switch
    {
        Code.Initobj or Code.Stobj => new AddressUse(at, null),
        Code.Call when instruction.Operand is MethodReference { Name: ".ctor", HasThis: true } => new AddressUse(at, null),
        Code.Stfld => new AddressUse(at, (FieldReference)instruction.Operand),
        _ => default,
    };
}
