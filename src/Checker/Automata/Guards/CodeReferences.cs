using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>
/// The fields, methods and types that the code of a method names, with the type arguments that it runs with.
/// </summary>
internal static class CodeReferences
{
    private const byte TwoByteCode = 0xFE;
    private static readonly OpCode[] _oneByte = new OpCode[256];
    private static readonly OpCode[] _twoByte = new OpCode[256];
    private static readonly ConditionalWeakTable<MethodBase, IReadOnlyList<MemberInfo>> _known = [];

    static CodeReferences()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? _oneByte : _twoByte)[(byte)code.Value] = code;
        }
    }

    /// <summary>What <paramref name="method"/> names, in code order; nothing when it has no code.</summary>
    public static IReadOnlyList<MemberInfo> In(MethodBase method) =>
        _known.GetValue(method, static method => [.. Read(method)]);

    private static IEnumerable<MemberInfo> Read(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length;)
        {
            var operation = code[at] == TwoByteCode ? _twoByte[code[at + 1]] : _oneByte[code[at]];
            at += operation.Size;
            if (
                operation.OperandType
                    is OperandType.InlineField
                        or OperandType.InlineMethod
                        or OperandType.InlineTok
                        or OperandType.InlineType
                && Resolve(method, BitConverter.ToInt32(code, at)) is { } member
            )
            {
                yield return member;
            }

            at += OperandSize(operation.OperandType, code, at);
        }
    }

    // What cannot be loaded cannot be run either.
    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMember(
                token,
                method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
                method is { IsGenericMethod: true } ? method.GetGenericArguments() : null
            );
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static int OperandSize(OperandType type, byte[] code, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
            _ => 4,
        };
}

/// <summary>Why a value must be no part of a state: comparing it does not tell whether two futures are equal.</summary>
/// <param name="Type">The type of the value, or of the part of it that is to blame.</param>
/// <param name="Compares">Whether it is immutable, but compared by too little.</param>
internal readonly record struct Flaw(Type Type, bool Compares)
{
    /// <summary>The flaw and its cure, to follow on "it is or contains".</summary>
    public override string ToString() =>
        $"a {MethodNames.Display(Type)}, "
        + (
            Compares
                ? "whose Equals may call two different values equal; store what distinguishes them as integers, "
                    + "or vouch for a type of your own with [Value]"
                : "which can change unseen; hold an immutable value such as a number, a readonly record struct or a "
                    + "Sequence, or create it where the model is built"
        );
}
