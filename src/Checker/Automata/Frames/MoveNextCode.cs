using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>The IL of a MoveNext method as a flow graph, with where the method goes on after each suspension.</summary>
internal sealed class MoveNextCode
{
    private readonly Dictionary<Instruction, int> _index = [];
    private readonly List<int>[] _successors;
    private readonly List<int>[] _handlers;
    private readonly Dictionary<int, DispatchWalk> _resumptions = [];

    public MoveNextCode(MethodBody body)
    {
        Instructions = [.. body.Instructions];
        for (int i = 0; i < Instructions.Count; i++)
        {
            _index.Add(Instructions[i], i);
        }

        var finallyFlow = new FinallyFlow(body, Instructions, _index);
        _successors = new List<int>[Instructions.Count];
        _handlers = new List<int>[Instructions.Count];
        for (int i = 0; i < Instructions.Count; i++)
        {
            _successors[i] =
                finallyFlow.AfterLeave.TryGetValue(i, out int block) ? [block]
                : finallyFlow.AfterEnd.TryGetValue(i, out var next) ? [.. next]
                : finallyFlow.Guards.Contains(i) ? [i + 1]
                : [.. FlowTargets(i)];
            _handlers[i] =
            [
                .. body
                    .ExceptionHandlers.Where(handler =>
                        handler.TryStart.Offset <= Instructions[i].Offset
                        && Instructions[i].Offset < handler.TryEnd.Offset
                    )
                    .Select(handler => _index[handler.FilterStart ?? handler.HandlerStart]),
            ];
        }

        StackDepths = Frames.StackDepths.Of(body, _index, Successors);

        // A filter that says yes goes on in its handler; one that says no leads to handlers that every instruction of
        // the block has anyway.
        foreach (var handler in body.ExceptionHandlers.Where(handler => handler.FilterStart is not null))
        {
            _successors[_index[handler.HandlerStart] - 1].Add(_index[handler.HandlerStart]);
        }

        AddSuspensions();
    }

    /// <summary>The compiler's name of the field that says where a method is suspended.</summary>
    public const string StateFieldName = "<>1__state";

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Entries on the evaluation stack before each instruction.</summary>
    public IReadOnlyList<int> StackDepths { get; }

    /// <summary>For each suspension number how the method goes on.</summary>
    public SortedDictionary<int, DispatchWalk> ResumePoints { get; } = [];

    /// <summary>The position of an instruction.</summary>
    public int IndexOf(Instruction instruction) => _index[instruction];

    /// <summary>Whether the instruction only decides where to go on.</summary>
    public bool Jumps(int instruction) =>
        Instructions[instruction].OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch;

    /// <summary>Where control may go next while the method runs.</summary>
    public IReadOnlyList<int> Successors(int instruction) => _successors[instruction];

    /// <summary>Where control may go when the instruction throws.</summary>
    public IReadOnlyList<int> Handlers(int instruction) => _handlers[instruction];

    /// <summary>
    /// How the method goes on when it is suspended by this instruction; <c>null</c> when the instruction does not
    /// suspend it.
    /// </summary>
    public DispatchWalk? Resumption(int instruction) => _resumptions.GetValueOrDefault(instruction);

    private IEnumerable<int> FlowTargets(int at)
    {
        var instruction = Instructions[at];
        switch (instruction.OpCode.FlowControl)
        {
            case FlowControl.Branch:
                yield return _index[(Instruction)instruction.Operand];
                break;
            case FlowControl.Cond_Branch:
                var targets = instruction.Operand as Instruction[] ?? [(Instruction)instruction.Operand];
                foreach (var target in targets)
                {
                    yield return _index[target];
                }

                yield return at + 1;
                break;
            case FlowControl.Return or FlowControl.Throw:
                break;
            default:
                yield return at + 1;
                break;
        }
    }

    private void AddSuspensions()
    {
        int? suspension = null;
        for (int i = 0; i < Instructions.Count; i++)
        {
            var instruction = Instructions[i];
            if (instruction.OpCode.Code == Code.Stfld && ((FieldReference)instruction.Operand).Name == StateFieldName)
            {
                suspension = ConstantBefore(i) ?? suspension;
            }
            else if (
                instruction.Operand is MethodReference { Name: "AwaitUnsafeOnCompleted" or "AwaitOnCompleted" }
                && suspension is int number
            )
            {
                if (!ResumePoints.TryGetValue(number, out var resumption))
                {
                    resumption = DispatchWalk.For(Instructions, _index, StateFieldName, number);
                    ResumePoints.Add(number, resumption);
                }

                _resumptions.Add(i, resumption);
            }
        }

        // Control that enters a try block while the method runs passes the block's dispatch and never goes to where a
        // suspension ends.
        foreach (var (decision, next) in ResumePoints.Values.SelectMany(resumption => resumption.WhileRunning))
        {
            _successors[decision] = [next];
        }
    }

    // The compiler stores the state as: ldarg.0, ldc.i4 N, dup, stloc, stfld.
    private int? ConstantBefore(int store)
    {
        for (int i = store - 1; i >= Math.Max(0, store - 4); i--)
        {
            if (IntegerConstant.Of(Instructions[i]) is int value)
            {
                return value;
            }
        }

        return null;
    }
}
