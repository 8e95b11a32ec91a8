using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

public sealed class GuestProgramTests
{
    // 1000 call 1010; 1005 mov ebx,eax; 1007 call 1010; 100c mov ecx,eax; 100e hlt; 1010 mov eax,[1020]; 1015 ret
    private const string TwoCalls = "e80b000000 89c3 e804000000 89c1 f4 90 a120100000 c3";

    [Fact]
    public void AReturnGoesToEveryCallOfItsFunction()
    {
        var program = Program(TwoCalls);
        Assert.True(program.Foresees(0x1000, 0x1010));
        Assert.False(program.Foresees(0x1000, 0x1005));
        Assert.True(program.Foresees(0x1015, 0x1005));
        Assert.True(program.Foresees(0x1015, 0x100c));
        Assert.False(program.Foresees(0x1015, 0x100e));
        Assert.False(program.Foresees(0x100e, 0x100f));
        Assert.False(program.Foresees(0x9999, 0x1000));
        Assert.Equal([0x1000ul, 0x1005, 0x1007, 0x100c, 0x100e, 0x1010, 0x1015], program.Addresses);
    }

    [Fact]
    public void RegistersAreDeadUntilReadOrWhereReplaced()
    {
        var program = Program(TwoCalls);
        Assert.Equal(new LiveSet(RegisterSet.Rsp, CpuFlags.None), program.LiveBefore(0x1000));
        Assert.Equal(new LiveSet(RegisterSet.Rsp | RegisterSet.Rax, CpuFlags.None), program.LiveBefore(0x1005));
        Assert.Equal(new LiveSet(RegisterSet.None, CpuFlags.None), program.LiveBefore(0x100e));
        Assert.Equal(LiveSet.Everything, program.LiveBefore(0x9999));
    }

    [Fact]
    public void ObservedRegistersAreLiveEverywhere()
    {
        var program = Program(TwoCalls, RegisterSet.Rcx);
        Assert.Equal(RegisterSet.Rsp | RegisterSet.Rax | RegisterSet.Rcx, program.LiveBefore(0x1005).Registers);
        Assert.Equal(RegisterSet.Rsp | RegisterSet.Rax | RegisterSet.Rcx, program.LiveBefore(0x100c).Registers);
        Assert.Equal(RegisterSet.Rcx, program.LiveBefore(0x100e).Registers);
    }

    [Fact]
    public void FlagsAreLiveOneByOne()
    {
        // 1000 add eax,ebx; 1002 inc eax; 1003 adc ecx,edx; 1005 je 1000; 1007 hlt: INC keeps the carry of ADD for ADC.
        var program = Program("01d8 40 11d1 74f9 f4");
        Assert.Equal(CpuFlags.None, program.LiveBefore(0x1000).Flags);
        Assert.Equal(CpuFlags.Carry, program.LiveBefore(0x1002).Flags);
        Assert.Equal(CpuFlags.Carry, program.LiveBefore(0x1003).Flags);
        Assert.Equal(CpuFlags.Zero, program.LiveBefore(0x1005).Flags);
        Assert.Equal(CpuFlags.None, program.LiveBefore(0x1007).Flags);
    }

    [Fact]
    public void EverythingIsLiveBeforeAnIndirectJumpWhichMayReachEveryFunction()
    {
        // 1000 jmp eax; 1002 hlt (function); 1003 hlt
        var image = TestGuest.Image(
            CpuMode.Bits32,
            0x1000,
            "ffe0 f4 f4",
            "start 0x1000\nother 0x1002\ndata 0x5000"
        );
        GuestProgram program = new(image, [0x1000]);
        Assert.Equal(LiveSet.Everything, program.LiveBefore(0x1000));
        Assert.True(program.Foresees(0x1000, 0x1002));
        Assert.False(program.Foresees(0x1000, 0x1003));
    }

    [Fact]
    public void AnIndirectCallReturnsAfterItself()
    {
        // 1000 call eax; 1002 mov ebx,ecx; 1004 hlt; 1005 ret (function)
        var image = TestGuest.Image(CpuMode.Bits32, 0x1000, "ffd0 89cb f4 c3", "start 0x1000\nother 0x1005");
        GuestProgram program = new(image, [0x1000]);
        Assert.True(program.Foresees(0x1005, 0x1002));
        Assert.Equal(RegisterSet.Rsp | RegisterSet.Rcx, program.LiveBefore(0x1005).Registers);
    }

    [Fact]
    public void AnIndirectJumpMayGoWhereATableInTheDataPoints()
    {
        // jmp [eax*4+0x402000] with a table that names the third instruction; the second is named by nothing.
        byte[] elf = new ElfBuilder(is64: false)
        {
            Code = [0xff, 0x24, 0x85, 0x00, 0x20, 0x40, 0x00, 0xf4, 0xf4],
            Data = [8, 0x10, 0x40, 0],
        }.Build();
        GuestProgram program = new(ElfImage.Parse(elf, "guest.elf"), [ElfBuilder.CodeAddress]);
        Assert.True(program.Foresees(ElfBuilder.CodeAddress, ElfBuilder.CodeAddress + 8));
        Assert.False(program.Foresees(ElfBuilder.CodeAddress, ElfBuilder.CodeAddress + 7));
    }

    [Fact]
    public void ATailCallReturnsToTheCallersOfBothFunctions()
    {
        // 1000 call 1006; 1005 hlt; 1006 jmp 1008; 1008 ret
        var program = Program("e801000000 f4 eb00 c3");
        Assert.True(program.Foresees(0x1008, 0x1005));
        Assert.True(program.Foresees(0x1006, 0x1008));
    }

    [Fact]
    public void UnsupportedBytesFailOnlyWhenReached()
    {
        // 1000 je 1004; 1002 hlt; 1004 xgetbv
        var program = Program("7402 f4 90 0f01d0");
        Assert.Equal(LiveSet.Everything, program.LiveBefore(0x1004));
        Assert.Equal([0x1000ul, 0x1002], program.Addresses);
        Assert.Throws<UnsupportedInstructionException>(() => program.At(0x1004));
    }

    [Fact]
    public void ARepeatedStringInstructionMayStay()
    {
        var program = Program("f3a4 f4");
        Assert.True(program.Foresees(0x1000, 0x1000));
        Assert.True(program.Foresees(0x1000, 0x1002));
    }

    [Fact]
    public void MaskingZeroesWhatIsDeadAndKeepsControlFlags()
    {
        var program = Program("89c3 f4");
        var cpu = TestGuest
            .Cpu((GeneralRegister.Rax, 1ul), (GeneralRegister.Rcx, 2ul), (GeneralRegister.Rsp, 3ul))
            .WithFlags(CpuFlags.All);
        var expected = TestGuest
            .Cpu((GeneralRegister.Rax, 1ul), (GeneralRegister.Rsp, 3ul))
            .WithFlags(CpuFlags.Interrupt | CpuFlags.Trap);
        Assert.Equal(expected, program.Mask(cpu));
    }

    [Fact]
    public void RunsOfRandomStraightLineProgramsDoNotNeedWhatIsDead()
    {
        Random random = new(216867);
        byte[][] pieces = [.. CpuVector.All.Where(IsOneElement).Select(vector => vector.Code)];
        int scrambledRegisters = 0;
        for (int round = 0; round < 1_000; round++)
        {
            byte[] code =
            [
                .. Enumerable.Range(0, random.Next(2, 30)).SelectMany(_ => pieces[random.Next(pieces.Length)]),
                0xf4,
            ];
            var observed = (RegisterSet)random.Next(0x10000);
            GuestProgram program = new(TestGuest.Image(CpuMode.Bits64, 0x1000, code), [0x1000], observed);
            var start = TestGuest.Cpu();
            foreach (var register in Enum.GetValues<GeneralRegister>())
            {
                start = start.With(register, (ulong)random.NextInt64());
            }

            start = start.WithFlags((CpuFlags)random.Next(0x1000) & CpuFlags.Tracked);
            (var plain, var memory) = Run(program, start, scramble: null);
            (var scrambled, var otherMemory) = Run(program, start, random);
            Assert.Equal(plain.Registers.Keep(observed), scrambled.Registers.Keep(observed));
            Assert.Equal(memory.NonZero, otherMemory.NonZero);
            scrambledRegisters += plain.Registers == scrambled.Registers ? 0 : 1;
        }

        Assert.InRange(scrambledRegisters, 500, 1_000);
    }

    // Without landing pads, and without repeats, whose counter would be random.
    private static bool IsOneElement(CpuVector vector)
    {
        var instruction = new GuestDecoder(TestGuest.Image(CpuMode.Bits64, vector.Rip, vector.Code)).At(
            vector.Rip
        );
        return instruction.Length == vector.Code.Length && instruction.Repeat == Repeat.None;
    }

    private static (CpuState Cpu, ByteMemory Memory) Run(GuestProgram program, CpuState cpu, Random? scramble)
    {
        ByteMemory memory = new();
        for (ulong address = 0; address < 0x100; address++)
        {
            memory[address] = (byte)(address * 7);
        }

        while (true)
        {
            cpu = scramble is null ? cpu : Scramble(program, cpu, scramble);
            var instruction = program.At(cpu.Rip);
            var effect = memory.Step(instruction, cpu, CpuMode.Bits64);
            if (effect.Outcome != InstructionOutcome.Continue)
            {
                return (effect.After, memory);
            }

            Assert.True(program.Foresees(instruction.Address, effect.After.Rip), instruction.Text);
            cpu = effect.After;
        }
    }

    internal static CpuState Scramble(GuestProgram program, CpuState cpu, Random random)
    {
        var live = program.LiveBefore(cpu.Rip);
        Assert.Equal(program.Mask(cpu), live.Mask(cpu));
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            bool kept = ((int)live.Registers >> (int)register & 1) != 0;
            cpu = kept ? cpu : cpu.With(register, (ulong)random.NextInt64());
        }

        var dead = CpuFlags.Tracked & ~live.Flags;
        return cpu.WithFlags(cpu.Flags & ~dead | (CpuFlags)random.Next(0x1000) & dead);
    }

    private static GuestProgram Program(string bytes, RegisterSet observed = RegisterSet.None) =>
        new(TestGuest.Image(CpuMode.Bits32, 0x1000, bytes), [0x1000], observed);
}
