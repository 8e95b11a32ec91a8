using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>
/// Where control goes when it leaves try blocks without an exception: through their finally blocks, the innermost
/// first.
/// </summary>
/// <remarks>
/// ECMA-335, partition III, 3.46 (leave) and 3.35 (endfinally). A method that suspends itself leaves its try blocks
/// too; so the compiler guards each finally block by the state, and all that matters then lies behind the guard: a
/// leave that suspends goes past the blocks here, and to any other leave, and to an exception, a guard is always open.
/// </remarks>
internal sealed class FinallyFlow
{
    private readonly Dictionary<int, int> _afterLeave = [];
    private readonly Dictionary<int, SortedSet<int>> _afterFinally = [];

    public FinallyFlow(
        MethodBody body,
        IReadOnlyList<Instruction> instructions,
        IReadOnlyDictionary<Instruction, int> index
    )
    {
        var blocks = body
            .ExceptionHandlers.Where(handler => handler.HandlerType == ExceptionHandlerType.Finally)
            .ToList();
        for (int i = 0; i < instructions.Count; i++)
        {
            if (
                instructions[i] is { OpCode.Code: Code.Leave or Code.Leave_S, Operand: Instruction target }
                && !Suspends(instructions, i)
            )
            {
                AddRoute(
                    i,
                    index[target],
                    [
                        .. blocks
                            .Where(block =>
                                IsIn(i, block.TryStart, block.TryEnd)
                                && !IsIn(index[target], block.TryStart, block.TryEnd)
                            )
                            .OrderBy(block => EndOf(block.TryEnd) - index[block.TryStart])
                            .Select(block => index[block.HandlerStart]),
                    ]
                );
            }
        }

        // Each end of a block goes where the block was on the way to.
        var ends = new Dictionary<int, SortedSet<int>>();
        foreach (var block in blocks.Where(block => _afterFinally.ContainsKey(index[block.HandlerStart])))
        {
            int from = index[block.HandlerStart];
            int to = EndOf(block.HandlerEnd);
            for (int i = from; i < to; i++)
            {
                if (instructions[i].OpCode.Code == Code.Endfinally && InnermostHandler(i) == block)
                {
                    ends.Add(i, _afterFinally[from]);
                }
            }
        }

        AfterEnd = ends;
        Guards =
            (HashSet<int>)
                [.. blocks.Select(block => index[block.HandlerStart]).Select(start => GuardAt(start)).OfType<int>()];

        // ldloc STATE, ldc.i4.0, bge END: STATE is where the method keeps its state while it runs.
        int? GuardAt(int start)
        {
            while (instructions[start].OpCode.Code == Code.Nop)
            {
                start++;
            }

            return
                StateLocal(instructions) is int state
                && LocalSlot.Loaded(instructions[start]) == state
                && IntegerConstant.Of(instructions[start + 1]) == 0
                && instructions[start + 2].OpCode.Code is Code.Bge or Code.Bge_S
                ? start + 2
                : null;
        }

        bool IsIn(int at, Instruction start, Instruction end) => index[start] <= at && at < EndOf(end);

        // A block at the end of the method has no instruction behind it.
        int EndOf(Instruction? end) => end is null ? instructions.Count : index[end];

        ExceptionHandler InnermostHandler(int at) =>
            body
                .ExceptionHandlers.Where(handler => IsIn(at, handler.HandlerStart, handler.HandlerEnd))
                .MinBy(handler => EndOf(handler.HandlerEnd) - index[handler.HandlerStart])!;
    }

    /// <summary>
    /// For each <c>leave</c> that passes a finally block, the first instruction of the innermost one.
    /// </summary>
    public IReadOnlyDictionary<int, int> AfterLeave => _afterLeave;

    /// <summary>
    /// For each <c>endfinally</c> that may be passed without an exception, where control may go next.
    /// </summary>
    public IReadOnlyDictionary<int, SortedSet<int>> AfterEnd { get; }

    /// <summary>The branches that skip a finally block while the method suspends itself.</summary>
    public IReadOnlySet<int> Guards { get; }

    // The method begins with: ldarg.0, ldfld <>1__state, stloc STATE.
    private static int? StateLocal(IReadOnlyList<Instruction> instructions) =>
        instructions.Count > 2
        && instructions[1] is { OpCode.Code: Code.Ldfld, Operand: FieldReference { Name: MoveNextCode.StateFieldName } }
            ? LocalSlot.Stored(instructions[2])
            : null;

    private void AddRoute(int leave, int target, IReadOnlyList<int> handlers)
    {
        for (int i = 0; i < handlers.Count; i++)
        {
            if (!_afterFinally.TryGetValue(handlers[i], out var next))
            {
                _afterFinally.Add(handlers[i], next = []);
            }

            next.Add(i + 1 < handlers.Count ? handlers[i + 1] : target);
        }

        if (handlers.Count > 0)
        {
            _afterLeave.Add(leave, handlers[0]);
        }
    }

    private static bool Suspends(IReadOnlyList<Instruction> instructions, int leave)
    {
        int before = leave - 1;
        while (before >= 0 && instructions[before].OpCode.Code == Code.Nop)
        {
            before--;
        }

        return before >= 0
            && instructions[before].Operand is MethodReference { Name: "AwaitUnsafeOnCompleted" or "AwaitOnCompleted" };
    }
}
