using System.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Tells what each instruction of a MoveNext method does to <see cref="FrameVariables"/>.</summary>
internal sealed class EffectReader
{
    private readonly MoveNextCode _code;
    private readonly FrameVariables _variables;
    private readonly Addresses _addresses;

    // What may be used through an address that is not followed, unseen and later than where it was taken. What is
    // stored there always matters.
    private readonly BigInteger _aliased;

    // The same by instruction.
    private readonly BigInteger[] _escaping;

    private EffectReader(MoveNextCode code, FrameVariables variables, Addresses addresses)
    {
        (_code, _variables, _addresses) = (code, variables, addresses);
        _escaping = [.. Enumerable.Range(0, code.Instructions.Count).Select(Escaping)];
        _aliased = _escaping.Aggregate(BigInteger.Zero, (all, escaping) => all | escaping);
    }

    public static IReadOnlyList<CodeEffect> Of(MoveNextCode code, FrameVariables variables, Addresses addresses)
    {
        var reader = new EffectReader(code, variables, addresses);
        return [.. Enumerable.Range(0, code.Instructions.Count).Select(reader.EffectOf)];
    }

    private CodeEffect EffectOf(int at)
    {
        var instruction = _code.Instructions[at];
        var (bottom, depth) = Popped(at);
        var popped = _variables.Slots(bottom, depth);
        var pushed = _variables.Slots(bottom, bottom + StackEffect.Pushes(instruction));
        var address = FollowedSlot(at) is int slot ? _addresses[at, slot] : default;
        var own = instruction.Operand is FieldReference field ? _variables.Field(field) : null;
        switch (instruction.OpCode.Code)
        {
            case Code.Ldfld when own is not null:
                return new CodeEffect(Loaded(own, at).Bits, pushed, OnlyWrites: true, CanThrow: false);
            case Code.Ldfld when IsPartOfLoaded(at):
                return new CodeEffect(popped, pushed, OnlyWrites: true, CanThrow: false);
            case Code.Ldfld when !address.IsNone:
                return Read(_addresses.PartOf(address, (FieldReference)instruction.Operand));
            case Code.Ldflda when own is not null:
                return new CodeEffect(BigInteger.Zero, pushed, OnlyWrites: true, CanThrow: false);
            case Code.Ldflda when !address.IsNone:
                return new CodeEffect(popped, pushed, OnlyWrites: !address.MayBeOther, CanThrow: address.MayBeOther);
            case Code.Stfld when own is not null:
                return Written(own.Bits);
            case Code.Stfld when !address.IsNone:
                return Stored(_addresses.PartOf(address, (FieldReference)instruction.Operand));
            case Code.Initobj or Code.Stobj when !address.IsNone:
                return Stored(address);
            case Code.Call when !address.IsNone:
                return Stored(address) with { OnlyWrites = false, CanThrow = true };
            case Code.Pop:
                return new CodeEffect(BigInteger.Zero, BigInteger.Zero, OnlyWrites: true, CanThrow: false);
        }

        if (!address.IsNone && IsLoadIndirect(instruction.OpCode.Code))
        {
            return Read(address);
        }

        if (!address.IsNone && IsStoreIndirect(instruction.OpCode.Code))
        {
            return Stored(address);
        }

        if (LocalSlot.Loaded(instruction) is int loaded)
        {
            return new CodeEffect(Loaded(_variables.Local(loaded), at).Bits, pushed, OnlyWrites: true, CanThrow: false);
        }

        if (LocalSlot.Stored(instruction) is int stored)
        {
            return Written(_variables.Local(stored).Bits);
        }

        bool computes = Computes(instruction.OpCode.Code);
        return new CodeEffect(popped | _escaping[at], pushed, computes, CanThrow: !computes && !_code.Jumps(at));

        CodeEffect Read(Address from) =>
            new(popped | BitsOf(from), pushed, OnlyWrites: !from.MayBeOther, CanThrow: from.MayBeOther);

        CodeEffect Written(BigInteger bits) =>
            new(popped | _escaping[at], bits, OnlyWrites: (bits & _aliased).IsZero, CanThrow: false);

        CodeEffect Stored(Address to) =>
            Written(BitsOf(to)) is var effect && to.MayBeOther
                ? effect with
                {
                    OnlyWrites = false,
                    CanThrow = true,
                    Keeps = effect.Writes,
                }
                : effect with
                {
                    Keeps = to.IsExact ? BigInteger.Zero : effect.Writes,
                };
    }

    // The whole of every variable whose address leaves the stack in a way that is not followed.
    private BigInteger Escaping(int at)
    {
        var (bottom, depth) = Popped(at);
        int? followed = FollowedSlot(at);
        var bits = BigInteger.Zero;
        for (int slot = bottom; slot < depth; slot++)
        {
            if (slot != followed)
            {
                foreach (var place in _addresses.PlacesOf(_addresses[at, slot]))
                {
                    bits |= place.Root.Bits;
                }
            }
        }

        return bits;
    }

    private (int Bottom, int Depth) Popped(int at)
    {
        int pops = StackEffect.Pops(_code.Instructions[at]);
        int depth = _code.StackDepths[at];
        return (pops == StackEffect.All ? 0 : Math.Max(0, depth - pops), depth);
    }

    // The operand that is an address which goes no further than this instruction, or is followed on.
    private int? FollowedSlot(int at)
    {
        var instruction = _code.Instructions[at];
        int depth = _code.StackDepths[at];
        return instruction.OpCode.Code switch
        {
            Code.Ldfld or Code.Ldflda or Code.Initobj or Code.Pop or Code.Dup => depth - 1,
            Code.Stfld or Code.Stobj => depth - 2,
            Code.Call when instruction.Operand is MethodReference { Name: ".ctor", HasThis: true } => Popped(at).Bottom,
            _ when LocalSlot.Stored(instruction) is int local && _variables.IsReference(local) => depth - 1,
            var load when IsLoadIndirect(load) => depth - 1,
            var store when IsStoreIndirect(store) => depth - 2,
            _ => null,
        };
    }

    // Of a struct that is loaded to take a part of it, only that part is read.
    private Place Loaded(Place place, int load)
    {
        for (
            int i = load + 1;
            i < _code.Instructions.Count
                && _code.Instructions[i] is { OpCode.Code: Code.Ldfld, Operand: FieldReference field };
            i++
        )
        {
            if (place.Part(field.Name) is not { } part)
            {
                break;
            }

            place = part;
        }

        return place;
    }

    // A part of a struct is loaded, which cannot throw, other than a field of an object.
    private bool IsPartOfLoaded(int at)
    {
        int load = at - 1;
        while (load > 0 && _code.Instructions[load].OpCode.Code == Code.Ldfld && WholeLoadedAt(load) is null)
        {
            load--;
        }

        var place = WholeLoadedAt(load);
        for (int i = load + 1; i <= at && place is not null; i++)
        {
            place = place.Part(((FieldReference)_code.Instructions[i].Operand).Name);
        }

        return place is not null;
    }

    private Place? WholeLoadedAt(int at) =>
        _code.Instructions[at] is { OpCode.Code: Code.Ldfld, Operand: FieldReference field } ? _variables.Field(field)
        : LocalSlot.Loaded(_code.Instructions[at]) is int local ? _variables.Local(local)
        : null;

    private BigInteger BitsOf(Address address) =>
        _addresses.PlacesOf(address).Aggregate(BigInteger.Zero, (bits, place) => bits | place.Bits);

    private static bool IsLoadIndirect(Code code) => code is (>= Code.Ldind_I1 and <= Code.Ldind_Ref) or Code.Ldobj;

    private static bool IsStoreIndirect(Code code) => code is (>= Code.Stind_Ref and <= Code.Stind_R8) or Code.Stind_I;

    // Instructions that compute a value from their operands and can do nothing else, not even throw.
    private static bool Computes(Code code) =>
        code
            is Code.Nop
                or Code.Dup
                or Code.Ldarg_0
                or Code.Ldnull
                or Code.Ldstr
                or Code.Ldloca
                or Code.Ldloca_S
                or (>= Code.Ldc_I4_M1 and <= Code.Ldc_R8)
                or Code.Add
                or Code.Sub
                or Code.Mul
                or Code.And
                or Code.Or
                or Code.Xor
                or Code.Neg
                or Code.Not
                or Code.Shl
                or Code.Shr
                or Code.Shr_Un
                or Code.Ceq
                or Code.Cgt
                or Code.Cgt_Un
                or Code.Clt
                or Code.Clt_Un
                or (>= Code.Conv_I1 and <= Code.Conv_U8)
                or Code.Conv_R_Un
                or Code.Conv_U2
                or Code.Conv_U1
                or Code.Conv_I
                or Code.Conv_U;
}

/// <summary>What an instruction does to variables.</summary>
/// <param name="Reads">The variables that it needs.</param>
/// <param name="Writes">The variables that it may write.</param>
/// <param name="OnlyWrites">Whether it does nothing else: when nobody reads what it writes, it needs nothing.</param>
/// <param name="CanThrow">Whether control may go to an exception handler instead.</param>
internal readonly record struct CodeEffect(BigInteger Reads, BigInteger Writes, bool OnlyWrites, bool CanThrow)
{
    /// <summary>The variables among those written that may keep their value.</summary>
    public BigInteger Keeps { get; init; } = BigInteger.Zero;

    /// <summary>Whether what the instruction does matters, given what is live after it.</summary>
    public bool Matters(BigInteger after) => !OnlyWrites || !(after & Writes).IsZero;

    /// <summary>What is live before the instruction, given what is live after it.</summary>
    public BigInteger LiveBefore(BigInteger after, bool matters) =>
        (after & ~(Writes & ~Keeps)) | (matters ? Reads : BigInteger.Zero);
}

/// <summary>Reads the constant out of the many encodings of ldc.i4.</summary>
internal static class IntegerConstant
{
    /// <summary>
    /// The constant that <paramref name="instruction"/> pushes, or <c>null</c> when it does not push one.
    /// </summary>
    public static int? Of(Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            Code.Ldc_I4_M1 => -1,
            >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => instruction.OpCode.Code - Code.Ldc_I4_0,
            Code.Ldc_I4_S => (sbyte)instruction.Operand,
            Code.Ldc_I4 => (int)instruction.Operand,
            _ => null,
        };
}
