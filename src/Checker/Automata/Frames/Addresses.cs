using System.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Which places each entry of the evaluation stack may be the address of.</summary>
/// <remarks>
/// A forward data-flow analysis. An address is followed through parts of parts, copies and ref locals, and over joins:
/// of <c>(c ? ref x : ref y).Part = 1</c> it is known that x or y is written.
/// </remarks>
internal sealed class Addresses
{
    private readonly MoveNextCode _code;
    private readonly FrameVariables _variables;
    private readonly Address[]?[] _before;

    // What is stored in each ref local, wherever that is.
    private readonly Dictionary<int, Address> _references = [];

    public Addresses(MoveNextCode code, MethodBody body, FrameVariables variables)
    {
        _code = code;
        _variables = variables;
        _before = new Address[]?[code.Instructions.Count];
        var pending = new Stack<int>();
        Reach(0, new Address[code.StackDepths[0]]);
        foreach (var handler in body.ExceptionHandlers)
        {
            foreach (var start in new[] { handler.HandlerStart, handler.FilterStart }.OfType<Instruction>())
            {
                int at = code.IndexOf(start);
                Reach(at, new Address[code.StackDepths[at]]);
            }
        }

        while (pending.TryPop(out int at))
        {
            if (LocalSlot.Stored(code.Instructions[at]) is int local && variables.IsReference(local))
            {
                Refer(local, _before[at]![^1]);
            }

            var after = After(at);
            foreach (int next in code.Successors(at))
            {
                Reach(next, after);
            }
        }

        void Refer(int local, Address stored)
        {
            var joined = _references.TryGetValue(local, out var known) ? Address.Join(known, stored) : stored;
            if (!_references.TryGetValue(local, out known) || known != joined)
            {
                _references[local] = joined;
                foreach (
                    int load in Enumerable
                        .Range(0, _before.Length)
                        .Where(i => _before[i] is not null && LocalSlot.Loaded(code.Instructions[i]) == local)
                )
                {
                    pending.Push(load);
                }
            }
        }

        void Reach(int at, Address[] stack)
        {
            var known = _before[at];

            // After a filter the stack is empty, and its handler begins with the exception on it.
            var joined =
                known is null ? stack
                : known.Length != stack.Length ? known
                : [.. known.Zip(stack, Address.Join)];
            if (known is null || !known.AsSpan().SequenceEqual(joined))
            {
                _before[at] = joined;
                pending.Push(at);
            }
        }
    }

    /// <summary>The entry at that depth, counted from the bottom, before an instruction.</summary>
    public Address this[int instruction, int depth] =>
        _before[instruction] is { } stack && depth >= 0 && depth < stack.Length ? stack[depth] : default;

    /// <summary>The address of a part of what <paramref name="address"/> is the address of.</summary>
    public Address PartOf(Address address, FieldReference part)
    {
        var result = default(Address);
        foreach (var place in PlacesOf(address))
        {
            // A part that is not told apart from others is somewhere in the whole.
            var found = place.Part(part.Name);
            result = result.IsNone
                ? Address.Of(found ?? place, isPart: found is null)
                : Address.Join(result, Address.Of(found ?? place, isPart: found is null));
        }

        return result with
        {
            MayBeOther = result.MayBeOther || address.MayBeOther,
            MayBePart = result.MayBePart || address.MayBePart,
        };
    }

    /// <summary>The places that it may be the address of.</summary>
    public IEnumerable<Place> PlacesOf(Address address)
    {
        for (var rest = address.Places; !rest.IsZero; rest &= rest - 1)
        {
            yield return _variables.Places[(int)BigInteger.TrailingZeroCount(rest)];
        }
    }

    private Address[] After(int at)
    {
        var instruction = _code.Instructions[at];
        var before = _before[at]!;
        int pops = StackEffect.Pops(instruction);
        if (pops == StackEffect.All)
        {
            return [];
        }

        var after = new Address[before.Length - pops + StackEffect.Pushes(instruction)];
        Array.Copy(before, after, before.Length - pops);
        switch (instruction.OpCode.Code)
        {
            case Code.Dup:
                after[^2] = after[^1] = before[^1];
                break;
            case Code.Ldloca or Code.Ldloca_S:
                after[^1] = Address.Of(
                    _variables.Local(((VariableDefinition)instruction.Operand).Index),
                    isPart: false
                );
                break;
            case Code.Ldflda:
                var field = (FieldReference)instruction.Operand;
                after[^1] = _variables.Field(field) is { } own
                    ? Address.Of(own, isPart: false)
                    : PartOf(before[^1], field);
                break;
        }

        if (LocalSlot.Loaded(instruction) is int local)
        {
            after[^1] = _references.GetValueOrDefault(local);
        }

        return after;
    }
}
