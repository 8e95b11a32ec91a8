using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>The depth of the evaluation stack before each instruction of a method.</summary>
internal static class StackDepths
{
    private const int Unknown = -1;

    /// <summary>The depths; 0 for code that is never reached.</summary>
    /// <exception cref="InvalidOperationException">Two ways to an instruction disagree: the code is not what it is
    /// taken for.</exception>
    public static int[] Of(
        MethodBody body,
        IReadOnlyDictionary<Instruction, int> index,
        Func<int, IEnumerable<int>> successors
    )
    {
        int[] depths = new int[body.Instructions.Count];
        Array.Fill(depths, Unknown);
        var pending = new Stack<int>();
        Reach(0, 0);
        foreach (var handler in body.ExceptionHandlers)
        {
            Reach(
                index[handler.HandlerStart],
                handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? 1 : 0
            );
            if (handler.FilterStart is not null)
            {
                Reach(index[handler.FilterStart], 1);
            }
        }

        while (pending.TryPop(out int at))
        {
            var instruction = body.Instructions[at];
            int pops = StackEffect.Pops(instruction);
            int after = pops == StackEffect.All ? 0 : depths[at] - pops + StackEffect.Pushes(instruction);
            foreach (int next in successors(at))
            {
                Reach(next, after);
            }
        }

        return [.. depths.Select(depth => Math.Max(0, depth))];

        void Reach(int at, int depth)
        {
            if (depths[at] == Unknown)
            {
                depths[at] = depth;
                pending.Push(at);
            }
            else if (depths[at] != depth)
            {
                throw new InvalidOperationException(
                    $"The stack is {depths[at]} or {depth} deep at {body.Instructions[at]} of {body.Method.FullName}."
                );
            }
        }
    }
}

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
            StackBehaviour.Popi_popi_popi
            or StackBehaviour.Popref_popi_popi
            or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref => 3,
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
