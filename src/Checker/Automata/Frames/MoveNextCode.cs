using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>The IL of a MoveNext method as a flow graph, with an edge from each suspension to where the method resumes from it.</summary>
internal sealed class MoveNextCode
{
    private readonly Dictionary<Instruction, int> _index = [];
    private readonly List<int>[] _successors;
    private readonly List<int>[] _handlers;
    private readonly FieldReference?[] _reads;
    private readonly Dictionary<int, IReadOnlyList<FieldReference>> _resumeReads = [];
    private readonly FieldReference?[] _writes;
    private readonly TypeReference _machine;
    private readonly string _stateField;

    public MoveNextCode(MethodBody body)
    {
        _machine = body.Method.DeclaringType;
        _stateField = StateFieldName;
        Instructions = [.. body.Instructions];
        for (int i = 0; i < Instructions.Count; i++)
        {
            _index.Add(Instructions[i], i);
        }

        _successors = new List<int>[Instructions.Count];
        _handlers = new List<int>[Instructions.Count];
        _reads = new FieldReference?[Instructions.Count];
        _writes = new FieldReference?[Instructions.Count];
        for (int i = 0; i < Instructions.Count; i++)
        {
            _successors[i] = [.. FlowTargets(i)];
            _handlers[i] = [.. body.ExceptionHandlers
                .Where(handler => handler.TryStart.Offset <= Instructions[i].Offset && Instructions[i].Offset < handler.TryEnd.Offset)
                .Select(handler => _index[handler.FilterStart ?? handler.HandlerStart])];
        }

        // A filter that says yes goes on in its handler; one that says no leads to handlers that every instruction of the block has anyway.
        foreach (var handler in body.ExceptionHandlers.Where(handler => handler.FilterStart is not null))
        {
            _successors[_index[handler.HandlerStart] - 1].Add(_index[handler.HandlerStart]);
        }

        ClassifyFields();
        AddSuspensions();
        StaticWrites = [.. Instructions
            .Where(instruction => instruction.OpCode.Code == Code.Stsfld)
            .Select(instruction => ((FieldReference)instruction.Operand).Name)
            .Where(name => !name.StartsWith("<>", StringComparison.Ordinal))];
    }

    /// <summary>The compiler's name of the field that says where a method is suspended.</summary>
    public static string StateFieldName => "<>1__state";

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>For each suspension number the instruction at which the method goes on, and the fields read on the way there.</summary>
    public SortedDictionary<int, (int Instruction, IReadOnlyList<FieldReference> Reads)> ResumePoints { get; } = [];

    public IReadOnlyList<string> StaticWrites { get; }

    public IReadOnlyList<int> Successors(int instruction) => _successors[instruction];

    /// <summary>Where control may go when the instruction throws.</summary>
    public IReadOnlyList<int> Handlers(int instruction) => _handlers[instruction];

    /// <summary>The fields that the instruction may read; for a suspension also those read on the way to where the method goes on.</summary>
    public IEnumerable<FieldReference> ReadAt(int instruction)
    {
        if (_reads[instruction] is { } field)
        {
            yield return field;
        }

        foreach (var read in _resumeReads.GetValueOrDefault(instruction, []))
        {
            yield return read;
        }
    }

    /// <summary>The machine's own field that the instruction overwrites wholly, or <c>null</c>.</summary>
    public FieldReference? WrittenAt(int instruction) => _writes[instruction];

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

    private void ClassifyFields()
    {
        for (int i = 0; i < Instructions.Count; i++)
        {
            if (Instructions[i].Operand is not FieldReference field || !IsOwn(field))
            {
                continue;
            }

            switch (Instructions[i].OpCode.Code)
            {
                case Code.Ldfld:
                    _reads[i] = field;
                    break;
                case Code.Stfld:
                    _writes[i] = field;
                    break;
                case Code.Ldflda:
                    if (AddressUse.OverwritingConsumer(Instructions, i) is int consumer)
                    {
                        _writes[consumer] = field;
                    }
                    else
                    {
                        _reads[i] = field;
                    }

                    break;
            }
        }
    }

    private bool IsOwn(FieldReference field) => field.DeclaringType.GetElementType().FullName == _machine.FullName;

    private void AddSuspensions()
    {
        int? suspension = null;
        for (int i = 0; i < Instructions.Count; i++)
        {
            var instruction = Instructions[i];
            if (instruction.OpCode.Code == Code.Stfld && ((FieldReference)instruction.Operand).Name == _stateField)
            {
                suspension = ConstantBefore(i) ?? suspension;
            }
            else if (instruction.Operand is MethodReference { Name: "AwaitUnsafeOnCompleted" or "AwaitOnCompleted" } && suspension is int number)
            {
                if (!ResumePoints.TryGetValue(number, out var resume))
                {
                    resume = DispatchWalk.ResumePoint(Instructions, _index, _stateField, number);
                    ResumePoints.Add(number, resume);
                }

                _successors[i].Add(resume.Instruction);
                _resumeReads[i] = resume.Reads;
            }
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
