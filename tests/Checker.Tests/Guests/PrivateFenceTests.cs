using Checker.Tests.Platforms;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// What waits for a CPU's stores to be in memory although nobody else sees what it accesses: store buffering shows
/// whether it does.
/// </summary>
public sealed class PrivateFenceTests
{
    private const int First = 0x4000;
    private const int Second = 0x4040;

    private static readonly Dictionary<string, (Action<Assembler> Emit, bool Waits)> _instructions = new(
        StringComparer.Ordinal
    )
    {
        ["nothing"] = (_ => { }, false),
        ["mfence"] = (cpu => cpu.mfence(), true),
        ["or on the stack, not locked"] = (cpu => cpu.or(Top(cpu), 0), false),
        ["lock or, 4 bytes"] = (cpu => cpu.@lock.or(Top(cpu), 0), true),
        ["lock add, 4 bytes"] = (cpu => cpu.@lock.add(Top(cpu), 0), true),
        ["lock inc, 1 byte"] = (cpu => cpu.@lock.inc(cpu.Bitness == 32 ? __byte_ptr[esp] : __byte_ptr[rsp]), true),
        ["lock add below the stack pointer"] = (
            cpu => cpu.@lock.add(cpu.Bitness == 32 ? __dword_ptr[esp - 4] : __dword_ptr[rsp - 4], 0),
            true
        ),
        ["lock or far below"] = (
            cpu => cpu.@lock.or(cpu.Bitness == 32 ? __dword_ptr[esp - 0x20] : __qword_ptr[rsp - 0x88], 0),
            true
        ),
        ["or below, not locked"] = (
            cpu => cpu.or(cpu.Bitness == 32 ? __dword_ptr[esp - 4] : __dword_ptr[rsp - 4], 0),
            false
        ),
        ["xchg"] = (cpu => cpu.xchg(Top(cpu), eax), true),
        ["lock cmpxchg that fails"] = (cpu => cpu.@lock.cmpxchg(Top(cpu), ecx), true),
        ["in"] = (cpu => cpu.@in(al, (byte)AssembledGuest.LoggedPort), true),
        ["out"] = (cpu => cpu.@out((byte)AssembledGuest.LoggedPort, al), true),
        ["lfence"] = (cpu => cpu.lfence(), false),
    };

    public static TheoryData<string, int, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, string, string>();
            foreach (string name in _instructions.Keys)
            {
                foreach (int bits in new[] { 32, 64 })
                {
                    cases.Add(name, bits, "hardware", "");
                    cases.Add(name, bits, "kvm", "region=ram pause=on");
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_waits_with_private_stacks_as_with_shared_ones(
        string name,
        int bits,
        string platform,
        string settings
    )
    {
        foreach (bool shares in new[] { false, true })
        {
            var guest = new AssembledGuest(
                bits,
                cpu => StoreThenLoad(cpu, name, First, Second, (int)AssembledGuest.Result0),
                cpu => StoreThenLoad(cpu, name, Second, First, (int)AssembledGuest.Result1)
            )
            {
                StackSize = 256,
                SharesStacks = shares,
            };

            Assert.Equal(
                !_instructions[name].Waits,
                guest.CanEndWith("result0 == 7 && result1 == 7", platform, settings)
            );
            Assert.True(guest.CanEndWith("result0 == 8 && result1 == 8", platform, settings));
        }
    }

    private static AssemblerMemoryOperand Top(Assembler cpu) => cpu.Bitness == 32 ? __dword_ptr[esp] : __dword_ptr[rsp];

    // Below the top of its stack, as code within a function is.
    private static void StoreThenLoad(Assembler cpu, string name, int own, int other, int result)
    {
        if (cpu.Bitness == 32)
        {
            cpu.push(eax);
        }
        else
        {
            cpu.push(rax);
        }

        cpu.mov(__dword_ptr[own], 1);
        _instructions[name].Emit(cpu);
        cpu.mov(ecx, __dword_ptr[other]);
        cpu.add(ecx, 7);
        cpu.mov(__dword_ptr[result], ecx);
    }
}
