using System.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>
/// Everything in a MoveNext method that can hold a value, each with a bit of its own: the state machine's fields, the parts of those that
/// are structs of the same assembly, the locals, and the entries of the evaluation stack.
/// </summary>
internal sealed class FrameVariables
{
    private readonly Dictionary<string, BigInteger> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Field, string Part), BigInteger> _parts = [];
    private readonly HashSet<int> _locals;
    private readonly TypeReference _machine;
    private readonly int _firstLocal;
    private readonly int _firstSlot;

    public FrameVariables(TypeDefinition machine, MethodBody body)
    {
        _machine = machine;
        int bit = 0;
        foreach (var field in machine.Fields.Where(field => !field.IsStatic))
        {
            string[] parts = PartsOf(field);
            for (int i = 0; i < parts.Length; i++)
            {
                _parts.Add((field.Name, parts[i]), BigInteger.One << (bit + i));
            }

            int width = Math.Max(1, parts.Length);
            _fields.Add(field.Name, ((BigInteger.One << width) - 1) << bit);
            bit += width;
        }

        AllFields = (BigInteger.One << bit) - 1;
        _firstLocal = bit;
        _firstSlot = bit + body.Variables.Count;
        AllButSlots = (BigInteger.One << _firstSlot) - 1;
        _locals = [.. body.Variables.Select(variable => variable.Index).Except(body.Instructions
            .Where(instruction => instruction.OpCode.Code is Code.Ldloca or Code.Ldloca_S)
            .Select(instruction => ((VariableDefinition)instruction.Operand).Index))];
    }

    /// <summary>What outlives a suspension.</summary>
    public BigInteger AllFields { get; }

    /// <summary>What outlives an exception.</summary>
    public BigInteger AllButSlots { get; }

    /// <summary>Whether a field is one of the state machine's own.</summary>
    public bool IsOwn(FieldReference field) => field.DeclaringType.GetElementType().FullName == _machine.FullName && _fields.ContainsKey(field.Name);

    /// <summary>An own field with all its parts.</summary>
    public BigInteger Field(string name) => _fields[name];

    /// <summary>A part of an own field; none when parts of it are not told apart.</summary>
    public BigInteger Part(FieldReference field, FieldReference part) => _parts.GetValueOrDefault((field.Name, part.Name));

    /// <summary>A local; <c>null</c> when its address is taken, so that it may be used unseen.</summary>
    public BigInteger? Local(int index) => _locals.Contains(index) ? BigInteger.One << (_firstLocal + index) : null;

    /// <summary>An entry of the evaluation stack, counted from its bottom.</summary>
    public BigInteger Slot(int depth) => BigInteger.One << (_firstSlot + depth);

    private static string[] PartsOf(FieldDefinition field) =>
        field.FieldType is TypeDefinition { IsValueType: true, IsPrimitive: false, IsEnum: false, IsExplicitLayout: false } type
            && type.CustomAttributes.All(attribute => attribute.AttributeType.Name != "InlineArrayAttribute")
            ? [.. type.Fields.Where(part => !part.IsStatic).Select(part => part.Name)]
            : [];
}
