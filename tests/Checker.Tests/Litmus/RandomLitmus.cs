using System.Globalization;
using Checker.Exploration;

namespace Checker.Tests.Litmus;

/// <summary>
/// Writes random tests for X86_64: two threads of one or two instructions each, plain and locked, of 1 to 8 bytes at
/// any offset of eight bytes that lie in a line, across a line or across a page.
/// </summary>
internal static class RandomLitmus
{
    private static readonly string[] _places = ["0x10000", "0x1003c", "0x10ffc", "0x10ff9"];
    private static readonly string[] _accumulators = ["al", "ax", "eax", "rax"];
    private static readonly string[] _data = ["cl", "cx", "ecx", "rcx"];

    /// <summary>The test of a seed.</summary>
    public static string Of(ulong seed)
    {
        var generator = new SplitMix(seed);
        string place = _places[generator.Below(_places.Length)];
        string[][] threads = [Thread(ref generator), Thread(ref generator)];
        var rows = Enumerable
            .Range(0, 2)
            .Select(row => string.Join(" | ", threads.Select(thread => thread.ElementAtOrDefault(row))) + " ;");
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            X86_64 random{{seed}}
            Place=x:{{place}}
            { uint64_t x=0x0102030405060708; 0:rdi=x; 0:rcx=9; 1:rdi=x; 1:rcx=9; }
            P0 | P1 ;
            {{string.Join('\n', rows)}}
            exists (x=0)
            """
        );
    }

    private static string[] Thread(ref SplitMix generator)
    {
        string[] instructions = new string[1 + generator.Below(2)];
        for (int i = 0; i < instructions.Length; i++)
        {
            instructions[i] = Instruction(ref generator);
        }

        return instructions;
    }

    private static string Instruction(ref SplitMix generator)
    {
        int width = generator.Below(4);
        string place = string.Create(CultureInfo.InvariantCulture, $"{generator.Below(9 - (1 << width))}(%rdi)");
        char suffix = "bwlq"[width];
        return generator.Below(9) switch
        {
            0 or 1 => $"mov{suffix} $-1,{place}",
            2 or 3 => $"mov{suffix} {place},%{_accumulators[width]}",
            4 => $"lock add{suffix} $3,{place}",
            5 => $"add{suffix} $5,{place}",
            6 => $"xchg{suffix} %{_data[width]},{place}",
            7 => $"lock cmpxchg{suffix} %{_data[width]},{place}",
            _ => $"lock adc{suffix} $7,{place}",
        };
    }
}
