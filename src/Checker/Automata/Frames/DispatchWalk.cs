using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>
/// Walks the dispatch code at the start of MoveNext for one known suspension number, to the first instruction that does
/// more than decide where to go on. Awaits inside try blocks have a second dispatch at the start of the block; it is
/// walked too.
/// </summary>
internal sealed class DispatchWalk
{
    // What the state field holds while the method runs.
    private const int RunningState = -1;

    private readonly IReadOnlyList<Instruction> _code;
    private readonly IReadOnlyDictionary<Instruction, int> _index;
    private readonly Stack<DispatchValue> _stack = new();
    private readonly Dictionary<int, DispatchValue> _locals = [];
    private readonly List<FieldReference> _reads = [];
    private readonly Dictionary<int, int> _running = [];

    private DispatchWalk(
        IReadOnlyList<Instruction> code,
        IReadOnlyDictionary<Instruction, int> index,
        string stateField,
        int suspension
    )
    {
        _code = code;
        _index = index;
        Target = Walk(stateField, new DispatchValue(suspension, RunningState));
    }

    /// <summary>Where the method goes on.</summary>
    public int Target { get; }

    /// <summary>The fields that are read on the way there.</summary>
    public IReadOnlyList<FieldReference> Reads => _reads;

    /// <summary>The decisions passed, and where each of them leads while the method runs.</summary>
    public IReadOnlyDictionary<int, int> WhileRunning => _running;

    /// <summary>Walks for the given suspension.</summary>
    public static DispatchWalk For(
        IReadOnlyList<Instruction> code,
        IReadOnlyDictionary<Instruction, int> index,
        string stateField,
        int suspension
    ) => new(code, index, stateField, suspension);

    private int Walk(string stateField, DispatchValue state)
    {
        int at = 0;
        while (true)
        {
            var instruction = _code[at];
            switch (instruction.OpCode.Code)
            {
                case Code.Nop:
                    break;
                case Code.Ldarg_0:
                    if (at + 1 >= _code.Count || _code[at + 1].OpCode.Code != Code.Ldfld)
                    {
                        return at;
                    }

                    // An optimised method loads its class instance before it decides where to go on.
                    var loadedField = (FieldReference)_code[at + 1].Operand;
                    _reads.Add(loadedField);
                    _stack.Push(loadedField.Name == stateField ? state : DispatchValue.Nothing);
                    at++;
                    break;
                case Code.Dup:
                    _stack.Push(_stack.Peek());
                    break;
                case Code.Pop:
                    // What an optimised build leaves of a decision with one way out.
                    _stack.Pop();
                    break;
                case Code.Sub:
                    var subtrahend = _stack.Pop();
                    _stack.Push(_stack.Pop() - subtrahend);
                    break;
                case Code.Br or Code.Br_S or Code.Leave or Code.Leave_S:
                    at = TargetOf(instruction);
                    continue;
                default:
                    if (LocalSlot.Stored(instruction) is int stored && _stack.Count > 0)
                    {
                        _locals[stored] = _stack.Pop();
                    }
                    else if (LocalSlot.Loaded(instruction) is int loaded && _locals.TryGetValue(loaded, out var value))
                    {
                        _stack.Push(value);
                    }
                    else if (IntegerConstant.Of(instruction) is int constant)
                    {
                        _stack.Push(DispatchValue.Constant(constant));
                    }
                    else if (Decide(at) is int decided)
                    {
                        at = decided;
                        continue;
                    }
                    else
                    {
                        return at;
                    }

                    break;
            }

            at++;
        }
    }

    private int TargetOf(Instruction branch) => _index[(Instruction)branch.Operand];

    private int? Decide(int at)
    {
        var instruction = _code[at];
        if (instruction.OpCode.FlowControl != FlowControl.Cond_Branch)
        {
            return null;
        }

        var right =
            instruction.OpCode.StackBehaviourPop == StackBehaviour.Pop1_pop1 ? _stack.Pop() : DispatchValue.Nothing;
        var left = _stack.Pop();
        if (Next(at, left.Running, right.Running) is int running)
        {
            _running[at] = running;
        }

        return Next(at, left.Resuming, right.Resuming);
    }

    private int? Next(int at, int? left, int? right)
    {
        var instruction = _code[at];
        if (left is not int value)
        {
            return null;
        }

        if (instruction.Operand is Instruction[] targets)
        {
            return value >= 0 && value < targets.Length ? _index[targets[value]] : at + 1;
        }

        return Branches(instruction.OpCode.Code, value, right) is bool taken
            ? taken
                ? TargetOf(instruction)
                : at + 1
            : null;
    }

    private static bool? Branches(Code code, int left, int? right) =>
        code switch
        {
            Code.Brtrue or Code.Brtrue_S => left != 0,
            Code.Brfalse or Code.Brfalse_S => left == 0,
            Code.Beq or Code.Beq_S => left == right,
            Code.Bne_Un or Code.Bne_Un_S => left != right,
            Code.Bgt or Code.Bgt_S => left > right,
            Code.Bgt_Un or Code.Bgt_Un_S => (uint)left > (uint?)right,
            Code.Bge or Code.Bge_S => left >= right,
            Code.Bge_Un or Code.Bge_Un_S => (uint)left >= (uint?)right,
            Code.Blt or Code.Blt_S => left < right,
            Code.Blt_Un or Code.Blt_Un_S => (uint)left < (uint?)right,
            Code.Ble or Code.Ble_S => left <= right,
            Code.Ble_Un or Code.Ble_Un_S => (uint)left <= (uint?)right,
            _ => null,
        };
}

/// <summary>A number that dispatch code computes with, <c>null</c> when it is none.</summary>
/// <param name="Resuming">Its value when the method is resumed.</param>
/// <param name="Running">Its value when control comes along while the method runs.</param>
internal readonly record struct DispatchValue(int? Resuming, int? Running)
{
    public static DispatchValue Nothing => default;

    public static DispatchValue Constant(int value) => new(value, value);

    public static DispatchValue operator -(DispatchValue left, DispatchValue right) =>
        new(left.Resuming - right.Resuming, left.Running - right.Running);
}
