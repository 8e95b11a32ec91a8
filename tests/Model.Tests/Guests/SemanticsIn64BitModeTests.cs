using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using static Model.Guests.X86.Processor.GeneralRegister;

namespace Model.Tests.Guests;

public sealed class SemanticsIn64BitModeTests
{
    private const CpuMode Mode = CpuMode.Bits64;

    [Theory]
    [InlineData("f30fbcc1", 0x10ul, 4ul, CpuFlags.None)] // tzcnt eax,ecx
    [InlineData("f30fbcc1", 0ul, 32ul, CpuFlags.Carry)]
    [InlineData("f30fbdc1", 1ul, 31ul, CpuFlags.None)] // lzcnt eax,ecx
    [InlineData("f3480fbdc1", 0ul, 64ul, CpuFlags.Carry)]
    [InlineData("f30fbdc1", 0x80000000ul, 0ul, CpuFlags.Zero)]
    [InlineData("f30fb8c1", 0xfful, 8ul, CpuFlags.None)] // popcnt eax,ecx
    [InlineData("f30fb8c1", 0ul, 0ul, CpuFlags.Zero)]
    public void CountingBits(string bytes, ulong rcx, ulong rax, CpuFlags flags)
    {
        var effect = Run(bytes, TestGuest.Cpu((Rcx, rcx), (Rax, ulong.MaxValue)));
        Assert.Equal((rax, flags), (effect.After[Rax], effect.After.Flags));
    }

    [Fact]
    public void ScanningZeroLeavesTheDestination()
    {
        var effect = Run("0fbcc1", TestGuest.Cpu((Rax, 0x1122334455667788ul)));
        Assert.Equal(0x1122334455667788ul, effect.After[Rax]);
        Assert.True(effect.After.Has(CpuFlags.Zero));
    }

    [Fact]
    public void ConditionalMoveOfFourBytesClearsTheUpperHalfEvenWhenItDoesNotMove() =>
        Assert.Equal(0x55667788ul, Run("0f44c1", TestGuest.Cpu((Rax, 0x1122334455667788ul))).After[Rax]);

    [Theory]
    [InlineData(0x3000ul, InstructionOutcome.Continue)]
    [InlineData(0x3008ul, InstructionOutcome.GeneralProtection)]
    public void CompareExchangeOfSixteenBytesMustBeAligned(ulong address, InstructionOutcome outcome)
    {
        var cpu = TestGuest.Cpu((Rsi, address));
        var instruction = TestGuest.Decode(Mode, "f0480fc70e");
        Assert.Equal(
            outcome == InstructionOutcome.Continue,
            GuestSemantics.Plan(instruction, cpu, Mode).IsReadModifyWrite
        );
        var effect = GuestSemantics.Execute(instruction, cpu, Mode, UInt128.MaxValue);
        Assert.Equal(outcome, effect.Outcome);
        Assert.Equal(outcome == InstructionOutcome.Continue ? ulong.MaxValue : 0, effect.After[Rdx]);
    }

    [Fact]
    public void RelativeAddressesAreAbsolute()
    {
        var instruction = TestGuest.Decode(Mode, "8b0510000000"); // mov eax,[rip+0x10]
        Assert.True(instruction.Memory!.IsAbsolute);
        Assert.Equal(new MemoryAccess(0x1016, 4), GuestSemantics.Plan(instruction, default, Mode).Load);
        Assert.Equal("mov eax,[0x1016]", instruction.Text);
    }

    [Theory]
    [InlineData("678b03", 0x1_0000_0010ul, 0x10ul)] // mov eax,[ebx]
    [InlineData("8b03", 0x1_0000_0010ul, 0x1_0000_0010ul)]
    public void AddressSizeOverrideWrapsAtFourGibibytes(string bytes, ulong rbx, ulong address) =>
        Assert.Equal(
            address,
            GuestSemantics.Plan(TestGuest.Decode(Mode, bytes), TestGuest.Cpu((Rbx, rbx)), Mode).Load!.Value.Address
        );

    [Fact]
    public void PartsOfRegistersReadAndWrite()
    {
        var cpu = TestGuest.Cpu((Rbx, 0x1122334455667788ul));
        Assert.Equal(0x77ul, cpu.Read(new RegisterPart(Rbx, 1, High: true)));
        Assert.Equal(0x88ul, cpu.Read(new RegisterPart(Rbx, 1)));
        Assert.Equal(0x7788ul, cpu.Read(new RegisterPart(Rbx, 2)));
        Assert.Equal(0x112233445566aa88ul, cpu.Write(new RegisterPart(Rbx, 1, High: true), 0xaa)[Rbx]);
        Assert.Equal(0x1122334455667799ul, cpu.Write(new RegisterPart(Rbx, 1), 0xff99)[Rbx]);
        Assert.Equal(0x112233445566beeful, cpu.Write(new RegisterPart(Rbx, 2), 0xbeef)[Rbx]);
        Assert.Equal(0xdeadbeeful, cpu.Write(new RegisterPart(Rbx, 4), 0xdeadbeef)[Rbx]);
    }

    [Fact]
    public void StatesAreEqualByValueInEveryRegister()
    {
        var cpu = TestGuest.Cpu();
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            var changed = cpu.With(register, 1);
            Assert.NotEqual(cpu, changed);
            Assert.Equal(1ul, changed[register]);
            Assert.Equal(cpu, changed.With(register, 0));
            Assert.Equal(cpu.GetHashCode(), changed.With(register, 0).GetHashCode());
        }

        Assert.Equal(7ul, new RegisterFile(0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0)[Rdi]);
        Assert.NotEqual(cpu, cpu.WithFlags(CpuFlags.Carry));
        Assert.NotEqual(cpu, cpu.WithRip(1));
    }

    [Fact]
    public void PartsOfAnEffectCanBeCommittedAlone()
    {
        var before = TestGuest.Cpu((Rax, ulong.MaxValue));
        var after = Run("4883c001", before).After; // add rax,1
        Assert.Equal(before.WithFlags(after.Flags), before.WithFlagsOf(after));
        Assert.Equal(
            (0ul, before.Flags, before.Rip),
            (before.WithRegistersOf(after)[Rax], before.WithRegistersOf(after).Flags, before.WithRegistersOf(after).Rip)
        );
        Assert.Equal(after, before.WithFlagsOf(after).WithRegistersOf(after).WithRip(after.Rip));
    }

    private static InstructionEffect Run(string bytes, CpuState cpu) =>
        GuestSemantics.Execute(TestGuest.Decode(Mode, bytes), cpu, Mode, 0);
}
