using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using static Model.Guests.X86.Processor.GeneralRegister;

namespace Model.Tests.Guests;

public sealed class SemanticsIn32BitModeTests
{
    private const CpuMode Mode = CpuMode.Bits32;

    [Theory]
    [InlineData("40", 0xffffffff, 0u, CpuFlags.Zero | CpuFlags.Parity | CpuFlags.Adjust | CpuFlags.Carry)]
    [InlineData("48", 0u, 0xffffffff, CpuFlags.Sign | CpuFlags.Parity | CpuFlags.Adjust | CpuFlags.Carry)]
    [InlineData("48", 0x80000000, 0x7fffffffu, CpuFlags.Overflow | CpuFlags.Parity | CpuFlags.Adjust | CpuFlags.Carry)]
    public void ShortIncrementsAndDecrementsWrapAndKeepCarry(string bytes, uint before, uint after, CpuFlags flags)
    {
        var cpu = TestGuest.Cpu((Rax, before)).WithFlags(CpuFlags.Carry);
        var result = Run(bytes, cpu).After;
        Assert.Equal(after, result[Rax]);
        Assert.Equal(flags, result.Flags);
        Assert.Equal(0x1001u, result.Rip);
    }

    [Fact]
    public void AddressesWrapAtFourGibibytes()
    {
        var instruction = TestGuest.Decode(Mode, "8b4310"); // mov eax,[ebx+0x10]
        var accesses = GuestSemantics.Plan(instruction, TestGuest.Cpu((Rbx, 0xfffffff8ul)), Mode);
        Assert.Equal(new Accesses(new MemoryAccess(8, 4), null), accesses);
    }

    [Fact]
    public void PushAndPopMoveFourBytesAndWrap()
    {
        ByteMemory memory = new();
        var pushed = memory.Step(
            TestGuest.Decode(Mode, "50"),
            TestGuest.Cpu((Rax, 0x11223344ul), (Rsp, 2ul)),
            Mode
        );
        Assert.Equal(0xfffffffeul, pushed.After[Rsp]);
        Assert.Equal(0x44, memory[0xfffffffe]);
        var popped = new ByteMemory().Step(
            TestGuest.Decode(Mode, "5b"),
            TestGuest.Cpu((Rsp, 0xfffffffcul)),
            Mode
        );
        Assert.Equal(0ul, popped.After[Rsp]);
    }

    [Theory]
    [InlineData("6afe", 0xfffffffeul)]
    [InlineData("6878563412", 0x12345678ul)]
    [InlineData("9c", 3ul)]
    public void PushStoresAFourByteSlot(string bytes, ulong stored)
    {
        var cpu = TestGuest.Cpu((Rsp, 0x2000ul)).WithFlags(CpuFlags.Carry);
        Assert.Equal(new Accesses(null, new MemoryAccess(0x1ffc, 4)), Plan(bytes, cpu));
        Assert.Equal((UInt128)stored, Run(bytes, cpu).Stored);
    }

    [Fact]
    public void CallReturnAndLeave()
    {
        ByteMemory memory = new();
        var called = memory.Step(
            TestGuest.Decode(Mode, "e8fbefffff"),
            TestGuest.Cpu((Rsp, 0x2000ul)),
            Mode
        );
        Assert.Equal(0ul, called.After.Rip);
        Assert.Equal(0x1005ul, (ulong)called.Stored);
        var returned = memory.Step(TestGuest.Decode(Mode, "c20800"), called.After, Mode);
        Assert.Equal(0x1005ul, returned.After.Rip);
        Assert.Equal(0x2008ul, returned.After[Rsp]);
        memory.Store(new MemoryAccess(0x3000, 4), 0x4000);
        var left = memory.Step(
            TestGuest.Decode(Mode, "c9"),
            TestGuest.Cpu((Rbp, 0x3000ul), (Rsp, 0x10ul)),
            Mode
        );
        Assert.Equal((0x3004ul, 0x4000ul), (left.After[Rsp], left.After[Rbp]));
    }

    [Fact]
    public void PushPopAndCallOfMemoryLoadAndStoreDifferentPlaces()
    {
        var cpu = TestGuest.Cpu((Rbx, 0x5000ul), (Rsp, 0x2000ul));
        MemoryAccess operand = new(0x5000, 4);
        Assert.Equal(new Accesses(operand, new MemoryAccess(0x1ffc, 4)), Plan("ff33", cpu));
        Assert.Equal(new Accesses(new MemoryAccess(0x2000, 4), operand), Plan("8f03", cpu));
        Assert.Equal(new Accesses(operand, new MemoryAccess(0x1ffc, 4)), Plan("ff13", cpu));
        Assert.False(Plan("ff33", cpu).IsReadModifyWrite);
        Assert.Equal(0x7777ul, Run("ff13", cpu, 0x7777).After.Rip);

        // pop [esp+4] computes its address after the stack pointer has moved; push [esp+4] before.
        Assert.Equal(new MemoryAccess(0x2008, 4), Plan("8f442404", cpu).Store);
        Assert.Equal(new MemoryAccess(0x2004, 4), Plan("ff742404", cpu).Load);
    }

    [Fact]
    public void PoppingTheStackPointerKeepsWhatWasPopped() =>
        Assert.Equal(0x99ul, Run("5c", TestGuest.Cpu((Rsp, 0x2000ul)), 0x99).After[Rsp]);

    [Fact]
    public void MoffsLoadsAndStores()
    {
        Assert.Equal(new MemoryAccess(0x102038, 4), Plan("a138201000", default).Load);
        Assert.Equal(5ul, Run("a138201000", default, 5).After[Rax]);
        Assert.Equal(new MemoryAccess(0x102038, 1), Plan("a238201000", default).Store);
        Assert.Equal((UInt128)0x44, Run("a238201000", TestGuest.Cpu((Rax, 0x11223344ul))).Stored);
    }

    [Theory]
    [InlineData(0x0000_0002_0000_0001ul, 0x0000_0004_0000_0003ul, true)]
    [InlineData(0x0000_0002_0000_0009ul, 0x0000_0002_0000_0009ul, false)]
    public void LockedCompareExchangeOfEightBytesAlwaysStores(ulong loaded, ulong stored, bool equal)
    {
        var cpu = TestGuest.Cpu((Rax, 1ul), (Rdx, 2ul), (Rbx, 3ul), (Rcx, 4ul), (Rsi, 0x3ffcul));
        var instruction = TestGuest.Decode(Mode, "f00fc70e");
        Assert.True(instruction.Locked);
        var accesses = GuestSemantics.Plan(instruction, cpu, Mode);
        Assert.True(accesses.IsReadModifyWrite);
        Assert.Equal(new MemoryAccess(0x3ffc, 8), accesses.Load);
        var effect = GuestSemantics.Execute(instruction, cpu, Mode, loaded);
        Assert.Equal((UInt128)stored, effect.Stored);
        Assert.Equal(equal, effect.After.Has(CpuFlags.Zero));
        Assert.Equal(equal ? (1ul, 2ul) : (9ul, 2ul), (effect.After[Rax], effect.After[Rdx]));
    }

    [Fact]
    public void FailedCompareExchangeStoresTheOldValue()
    {
        var effect = Run("f00fb10a", TestGuest.Cpu((Rax, 1ul), (Rcx, 2ul), (Rdx, 0x3000ul)), 7);
        Assert.Equal((UInt128)7, effect.Stored);
        Assert.Equal(7ul, effect.After[Rax]);
        Assert.False(effect.After.Has(CpuFlags.Zero));
    }

    [Theory]
    [InlineData("0fab03", 0x5008ul, 70ul)] // bts [ebx],eax
    [InlineData("0fa303", 0x4ffcul, 0xfffffffful)] // bt [ebx],eax with offset -1
    [InlineData("0fa303", 0x5000ul, 31ul)]
    public void BitOffsetsFromRegistersReachBeyondTheOperand(string bytes, ulong address, ulong offset) =>
        Assert.Equal(new MemoryAccess(address, 4), Plan(bytes, TestGuest.Cpu((Rbx, 0x5000ul), (Rax, offset))).Load);

    [Fact]
    public void PortsAreLeftToThePlatform()
    {
        var cpu = TestGuest.Cpu((Rax, 0xaabbccddul), (Rdx, 0x3f8ul));
        Assert.Equal(new PortAccess(0xe9, 4, 0xaabbccdd), Run("e7e9", cpu).Port);
        Assert.Equal(new PortAccess(0x3f8, 1, 0xdd), Run("ee", cpu).Port);
        var read = Run("ec", cpu);
        Assert.Equal((InstructionOutcome.PortRead, new PortAccess(0x3f8, 1, 0)), (read.Outcome, read.Port));
        Assert.Equal(0xaabbcc42ul, GuestSemantics.CompletePortRead(read.After, read.Port, 0x1142)[Rax]);
        Assert.Equal(new PortAccess(0x60, 2, 0), Run("66e560", cpu).Port);
    }

    [Theory]
    [InlineData("f4", InstructionOutcome.Halt, 0x1001)]
    [InlineData("0f0b", InstructionOutcome.InvalidOpcode, 0x1000)]
    [InlineData("cc", InstructionOutcome.Breakpoint, 0x1001)]
    [InlineData("f7f1", InstructionOutcome.DivideError, 0x1000)]
    [InlineData("f7f9", InstructionOutcome.DivideError, 0x1000)]
    public void OutcomesThatStop(string bytes, InstructionOutcome outcome, ulong rip)
    {
        var effect = Run(bytes, TestGuest.Cpu((Rdx, 0x80000000ul)));
        Assert.Equal((outcome, rip), (effect.Outcome, effect.After.Rip));
    }

    [Theory]
    [InlineData("fa", CpuFlags.Interrupt, CpuFlags.None)]
    [InlineData("fb", CpuFlags.None, CpuFlags.Interrupt)]
    [InlineData("fd", CpuFlags.None, CpuFlags.Direction)]
    [InlineData("fc", CpuFlags.Direction, CpuFlags.None)]
    public void FlagInstructions(string bytes, CpuFlags before, CpuFlags after) =>
        Assert.Equal(after, Run(bytes, default(CpuState).WithFlags(before)).After.Flags);

    [Theory]
    [InlineData("f7f9", 0xfffffff9, 0xffffffff, 2u, 0xfffffffd, 0xffffffff)] // -7 / 2
    [InlineData("f7f1", 7u, 0u, 2u, 3u, 1u)]
    [InlineData("f7f1", 0u, 1u, 2u, 0x80000000, 0u)]
    [InlineData("f7f9", 0x80000000, 0xffffffff, 1u, 0x80000000, 0u)]
    public void Divisions(string bytes, uint eax, uint edx, uint ecx, uint quotient, uint remainder)
    {
        var effect = Run(bytes, TestGuest.Cpu((Rax, eax), (Rdx, edx), (Rcx, ecx)));
        Assert.Equal(
            (InstructionOutcome.Continue, quotient, remainder),
            (effect.Outcome, effect.After[Rax], effect.After[Rdx])
        );
    }

    [Theory]
    [InlineData(0x80000000, 0xffffffff, 0xffffffff)]
    [InlineData(0u, 0x80000000, 0xffffffff)]
    [InlineData(0u, 1u, 1u)]
    public void QuotientsThatDoNotFitAreDivideErrors(uint eax, uint edx, uint ecx) =>
        Assert.Equal(
            InstructionOutcome.DivideError,
            Run("f7f9", TestGuest.Cpu((Rax, eax), (Rdx, edx), (Rcx, ecx))).Outcome
        );

    [Theory]
    [InlineData("0fa4c104", 0x12345678u, 0x9abcdef0u, 0x23456789u, CpuFlags.Carry)] // shld ecx,eax,4
    [InlineData("0facc104", 0x12345678u, 0x9abcdef0u, 0x01234567u, CpuFlags.Carry)] // shrd ecx,eax,4
    public void DoubleShifts(string bytes, uint ecx, uint eax, uint result, CpuFlags carry)
    {
        var effect = Run(bytes, TestGuest.Cpu((Rcx, ecx), (Rax, eax)));
        Assert.Equal(result, effect.After[Rcx]);
        Assert.Equal(carry, effect.After.Flags & CpuFlags.Carry);
    }

    private static Accesses Plan(string bytes, CpuState cpu) =>
        GuestSemantics.Plan(TestGuest.Decode(Mode, bytes), cpu, Mode);

    private static InstructionEffect Run(string bytes, CpuState cpu, ulong loaded = 0) =>
        GuestSemantics.Execute(TestGuest.Decode(Mode, bytes), cpu, Mode, loaded);
}
