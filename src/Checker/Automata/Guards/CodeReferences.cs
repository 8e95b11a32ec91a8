using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Checker.Automata.Guards;

/// <summary>The fields, methods and types that the code of a method names, with the type arguments that it runs with.</summary>
internal static class CodeReferences
{
    private const byte TwoByteCode = 0xFE;
    private static readonly OpCode[] s_oneByte = new OpCode[256];
    private static readonly OpCode[] s_twoByte = new OpCode[256];
    private static readonly ConditionalWeakTable<MethodBase, IReadOnlyList<MemberInfo>> s_known = [];

    static CodeReferences()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? s_oneByte : s_twoByte)[(byte)code.Value] = code;
        }
    }

    /// <summary>What <paramref name="method"/> names, in code order; nothing when it has no code.</summary>
    public static IReadOnlyList<MemberInfo> In(MethodBase method) => s_known.GetValue(method, static method => [.. Read(method)]);

    private static IEnumerable<MemberInfo> Read(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length;)
        {
            var operation = code[at] == TwoByteCode ? s_twoByte[code[at + 1]] : s_oneByte[code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                && Resolve(method, BitConverter.ToInt32(code, at)) is { } member)
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
                method is { IsGenericMethod: true } ? method.GetGenericArguments() : null);
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static int OperandSize(OperandType type, byte[] code, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
