using Checker.Exploration;
using Checker.Tests.Platforms;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// Random code of one of two CPUs. Each has a word of its own right behind one that both use, and stores that lie in
/// both; the same seed writes the same code.
/// </summary>
internal static class RandomSharingCode
{
    private const int First = 0x4000;

    /// <summary>Writes the code of a CPU.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="cpu">0 or 1.</param>
    /// <param name="seed">Decides what is written.</param>
    public static void Write(Assembler code, int cpu, ulong seed)
    {
        var generator = new SplitMix((2 * seed) + (ulong)cpu);
        int beside = First + (8 * cpu);
        int own = beside + 4;
        code.xor(ebx, ebx);
        for (int i = 0; i < 5; i++)
        {
            int shared = First + (8 * generator.Below(2));
            switch (generator.Below(9))
            {
                case 0:
                case 1:
                    code.mov(__dword_ptr[own], 1 + generator.Below(3));
                    break;
                case 2:
                    code.mov(__dword_ptr[shared], 1 + generator.Below(3));
                    break;
                case 3:
                    code.mov(__qword_ptr[beside], 0x101 * (1 + generator.Below(3)));
                    break;
                case 4:
                    code.mov(__word_ptr[own - 1], 0x101 * (1 + generator.Below(3)));
                    break;
                case 5:
                    code.mov(eax, __dword_ptr[own]);
                    code.lea(ebx, __[eax + (ebx * 4)]);
                    break;
                case 6:
                    code.@lock.inc(__dword_ptr[own]);
                    break;
                case 7 when generator.Below(2) == 0:
                    code.mfence();
                    break;
                default:
                    code.mov(eax, __dword_ptr[shared]);
                    code.lea(ebx, __[eax + (ebx * 4)]);
                    break;
            }
        }

        code.mov(__dword_ptr[(int)(cpu == 0 ? AssembledGuest.Result0 : AssembledGuest.Result1)], ebx);
    }
}
