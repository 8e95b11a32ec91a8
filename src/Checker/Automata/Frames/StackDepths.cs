using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>The depth of the evaluation stack before each instruction of a method.</summary>
internal static class StackDepths
{
    private const int Unknown = -1;

    /// <summary>The depths; 0 for code that is never reached.</summary>
    /// <exception cref="InvalidOperationException">Two ways to an instruction disagree: the code is not what it is taken for.</exception>
    public static int[] Of(MethodBody body, IReadOnlyDictionary<Instruction, int> index, Func<int, IEnumerable<int>> successors)
    {
        int[] depths = new int[body.Instructions.Count];
        Array.Fill(depths, Unknown);
        var pending = new Stack<int>();
        Reach(0, 0);
        foreach (var handler in body.ExceptionHandlers)
        {
            Reach(index[handler.HandlerStart], handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? 1 : 0);
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
                throw new InvalidOperationException($"The stack is {depths[at]} or {depth} deep at {body.Instructions[at]} of {body.Method.FullName}.");
            }
        }
    }
}
