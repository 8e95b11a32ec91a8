using System.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>Tells what each instruction of a MoveNext method does to <see cref="FrameVariables"/>.</summary>
internal sealed class EffectReader
{
    private readonly MoveNextCode _code;
    private readonly FrameVariables _variables;
    private readonly Effect[] _effects;

    private EffectReader(MoveNextCode code, FrameVariables variables)
    {
        _code = code;
        _variables = variables;
        _effects = [.. Enumerable.Range(0, code.Instructions.Count).Select(EffectOf)];
        for (int i = 0; i < _effects.Length; i++)
        {
            if (code.Instructions[i] is { OpCode.Code: Code.Ldflda, Operand: FieldReference field } && variables.IsOwn(field))
            {
                FollowAddress(i, field);
            }
        }
    }

    public static IReadOnlyList<Effect> Of(MoveNextCode code, FrameVariables variables) => new EffectReader(code, variables)._effects;

    private Effect EffectOf(int at)
    {
        var instruction = _code.Instructions[at];
        int pops = StackEffect.Pops(instruction);
        int depth = _code.StackDepths[at];
        int bottom = pops == StackEffect.All ? 0 : Math.Max(0, depth - pops);
        var popped = Slots(bottom, depth);
        var pushed = Slots(bottom, bottom + StackEffect.Pushes(instruction));
        var operands = instruction.Operand is FieldReference field && _variables.IsOwn(field) ? _variables.Field(field.Name) : BigInteger.Zero;
        switch (instruction.OpCode.Code)
        {
            case Code.Ldfld when !operands.IsZero:
                return new Effect(operands, pushed, OnlyWrites: true, CanThrow: false);
            case Code.Stfld when !operands.IsZero:
                return new Effect(popped, operands, OnlyWrites: true, CanThrow: false);
            case Code.Ldflda when !operands.IsZero:
                return new Effect(operands, pushed, OnlyWrites: false, CanThrow: false);
            case Code.Pop:
                return new Effect(BigInteger.Zero, BigInteger.Zero, OnlyWrites: true, CanThrow: false);
        }

        if (LocalSlot.Loaded(instruction) is int loaded)
        {
            return new Effect(_variables.Local(loaded) ?? BigInteger.Zero, pushed, OnlyWrites: true, CanThrow: false);
        }

        if (LocalSlot.Stored(instruction) is int stored)
        {
            var local = _variables.Local(stored);
            return new Effect(popped, local ?? BigInteger.Zero, OnlyWrites: local is not null, CanThrow: false);
        }

        bool computes = Computes(instruction.OpCode.Code);
        bool jumps = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch;
        return new Effect(popped, pushed, computes, CanThrow: !computes && !jumps);
    }

    private void FollowAddress(int load, FieldReference field)
    {
        if (_code.Instructions[load + 1] is { OpCode.Code: Code.Ldfld, Operand: FieldReference readPart }
            && _variables.Part(field, readPart) is { IsZero: false } read)
        {
            _effects[load] = _effects[load] with { Reads = read, OnlyWrites = true };
            _effects[load + 1] = _effects[load + 1] with { OnlyWrites = true, CanThrow = false };
        }
        else if (AddressUse.Of(_code, load) is { Consumer: int consumer } use)
        {
            var written = use.Part is null ? _variables.Field(field.Name) : _variables.Part(field, use.Part);
            _effects[load] = _effects[load] with { Reads = BigInteger.Zero };
            _effects[consumer] = _effects[consumer] with { Writes = _effects[consumer].Writes | written };
        }
    }

    private BigInteger Slots(int from, int to)
    {
        var slots = BigInteger.Zero;
        for (int slot = from; slot < to; slot++)
        {
            slots |= _variables.Slot(slot);
        }

        return slots;
    }

    // Instructions that compute a value from their operands and can do nothing else, not even throw.
    private static bool Computes(Code code) => code is
        Code.Nop or Code.Dup or Code.Ldarg_0 or Code.Ldnull or Code.Ldstr or Code.Ldloca or Code.Ldloca_S
        or (>= Code.Ldc_I4_M1 and <= Code.Ldc_R8)
        or Code.Add or Code.Sub or Code.Mul or Code.And or Code.Or or Code.Xor or Code.Neg or Code.Not
        or Code.Shl or Code.Shr or Code.Shr_Un or Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un
        or (>= Code.Conv_I1 and <= Code.Conv_U8) or Code.Conv_R_Un or Code.Conv_U2 or Code.Conv_U1 or Code.Conv_I or Code.Conv_U;
}
