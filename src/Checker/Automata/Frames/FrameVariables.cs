using System.Numerics;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>
/// Everything in a MoveNext method that can hold a value, each with a bit of its own: the state machine's fields and
/// the locals, part by part where they are structs, and the entries of the evaluation stack.
/// </summary>
internal sealed class FrameVariables
{
    private readonly TypeDefinition _machine;
    private readonly List<Place> _places = [];
    private readonly Dictionary<string, Place> _fields;
    private readonly Place[] _locals;
    private readonly HashSet<int> _references;
    private readonly int _firstSlot;

    /// <param name="definition">The state machine.</param>
    /// <param name="machine">The same, as it runs: its type arguments are known.</param>
    public FrameVariables(TypeDefinition definition, Type machine)
    {
        _machine = definition;
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        int bit = 0;
        _fields = machine
            .GetFields(Instance)
            .ToDictionary(
                field => field.Name,
                field => new Place(field.FieldType, field, null, _places, ref bit),
                StringComparer.Ordinal
            );
        AllFields = (BigInteger.One << bit) - 1;
        var locals = machine.GetMethod("MoveNext", Instance, [])!.GetMethodBody()!.LocalVariables;
        _locals = [.. locals.Select(local => new Place(local.LocalType, null, null, _places, ref bit))];
        _references = [.. locals.Where(local => local.LocalType.IsByRef).Select(local => local.LocalIndex)];
        _firstSlot = bit;
        AllButSlots = (BigInteger.One << bit) - 1;
    }

    /// <summary>The fields and locals and their parts.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>What outlives a suspension.</summary>
    public BigInteger AllFields { get; }

    /// <summary>What outlives an exception.</summary>
    public BigInteger AllButSlots { get; }

    /// <summary>A field of the state machine itself; <c>null</c> when it is another's.</summary>
    public Place? Field(FieldReference field) =>
        field.DeclaringType.GetElementType().FullName == _machine.FullName
            ? _fields.GetValueOrDefault(field.Name)
            : null;

    /// <summary>A field of the state machine.</summary>
    public Place Field(string name) => _fields[name];

    /// <summary>A local.</summary>
    public Place Local(int index) => _locals[index];

    /// <summary>Whether a local is a reference to a variable.</summary>
    public bool IsReference(int local) => _references.Contains(local);

    /// <summary>Entries of the evaluation stack, counted from its bottom.</summary>
    public BigInteger Slots(int from, int to) =>
        to <= from ? BigInteger.Zero : ((BigInteger.One << (to - from)) - 1) << (_firstSlot + from);
}

/// <summary>Reads the local's number out of the many encodings of ldloc and stloc.</summary>
internal static class LocalSlot
{
    /// <summary>The local that <paramref name="instruction"/> loads, or <c>null</c>.</summary>
    public static int? Loaded(Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            >= Code.Ldloc_0 and <= Code.Ldloc_3 => instruction.OpCode.Code - Code.Ldloc_0,
            Code.Ldloc_S or Code.Ldloc => ((VariableDefinition)instruction.Operand).Index,
            _ => null,
        };

    /// <summary>The local that <paramref name="instruction"/> stores to, or <c>null</c>.</summary>
    public static int? Stored(Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            >= Code.Stloc_0 and <= Code.Stloc_3 => instruction.OpCode.Code - Code.Stloc_0,
            Code.Stloc_S or Code.Stloc => ((VariableDefinition)instruction.Operand).Index,
            _ => null,
        };
}
