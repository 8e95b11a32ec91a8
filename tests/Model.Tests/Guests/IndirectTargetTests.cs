using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

/// <summary>Tables of jumps, wherever they lie, and what becomes of jumps that no table foretells.</summary>
public sealed class IndirectTargetTests
{
    /// <summary>Flat binaries, where all is code and data at once: two cases that halt, then a table of them.</summary>
    /// <param name="bits">The mode.</param>
    /// <param name="code">From 0x1000 on.</param>
    /// <param name="jump">Address of the jump.</param>
    /// <param name="symbols">The symbol file.</param>
    [Theory]
    // jmp [eax*4+0x100a]; hlt; nop; hlt; table of addresses, not aligned
    [InlineData(32, "ff24850a100000 f4 90 f4 07100000 09100000", 0x1000, "")]
    // mov ecx,0x100e; jmp [ecx+eax*4]: the table is named by another instruction
    [InlineData(32, "b90b100000 ff2481 f4 90 f4 08100000 0a100000", 0x1005, "")]
    // lea rdx,[0x1014]; movsxd rax,[rdx+rcx*4]; add rax,rdx; jmp rax; hlt; nop; hlt; distances from the table, as gcc
    // -fPIE writes them
    [InlineData(64, "488d150d000000 4863048a 4801d0 ffe0 90 f4 90 f4 fdffffff ffffffff", 0x100e, "")]
    // mov eax,[ebx+eax*4+0xc]; add eax,ebx; jmp eax; hlt; nop; hlt; distances from the global offset table, as gcc
    // -m32 -fPIE writes them
    [InlineData(32, "8b84830c000000 01d8 ffe0 f4 90 f4 9090 07000000 09000000", 0x1009, "_GLOBAL_OFFSET_TABLE_ 0x1004")]
    public void Tables_in_code_are_found(int bits, string code, ulong jump, string symbols)
    {
        byte[] bytes = Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal));
        var image = TestGuest.Image(bits == 64 ? CpuMode.Bits64 : CpuMode.Bits32, 0x1000, bytes, symbols);
        GuestProgram program = new(image, [0x1000]);
        ulong[] halts =
        [
            .. Enumerable
                .Range(0, bytes.Length)
                .Where(offset => bytes[offset] == 0xf4)
                .Select(offset => 0x1000ul + (ulong)offset),
        ];

        Assert.Equal(2, halts.Length);
        Assert.All(halts, halt => Assert.True(program.Foresees(jump, halt)));
        Assert.False(program.Foresees(jump, halts[0] + 1));
    }

    /// <summary>Two tables, of which the second is named only by code that the first leads to.</summary>
    [Fact]
    public void Code_that_a_table_leads_to_names_another_table()
    {
        // 1000 jmp [eax*4+0x1010]; 1007 jmp [eax*4+0x1014]; 100e hlt; 1010 dd 0x1007; 1014 dd 0x100e
        GuestProgram program = new(
            TestGuest.Image(CpuMode.Bits32, 0x1000, "ff248510100000 ff248514100000 f4 90 07100000 0e100000"),
            [0x1000]
        );

        Assert.True(program.Foresees(0x1007, 0x100e));
    }

    /// <summary>Before an indirect jump nothing is dead, so it may go where no table leads; a return may not.</summary>
    [Fact]
    public void A_jump_may_go_elsewhere_and_a_return_may_not()
    {
        // 1000 jmp eax; 1002 nop; 1003 hlt
        GuestProgram jumps = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "ffe0 90 f4"), [0x1000]);
        Assert.False(jumps.Foresees(0x1000, 0x1003));
        Assert.True(jumps.Allows(0x1000, 0x1003));
        Assert.True(jumps.Allows(0x1003, 0x1002));

        // 1000 push eax; 1001 ret; 1002 hlt
        GuestProgram returns = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "50 c3 f4"), [0x1000]);
        Assert.False(returns.Allows(0x1001, 0x1002));
    }

    /// <summary>
    /// Whatever the analysis takes for dead can be scrambled all along a run that stays within what it allows.
    /// </summary>
    [Fact]
    public void Runs_that_are_allowed_do_not_need_what_is_dead()
    {
        Random random = new(20261127);
        int unforeseen = 0;
        int refused = 0;
        for (int round = 0; round < 3_000; round++)
        {
            GuestProgram program = new(
                TestGuest.Image(CpuMode.Bits32, RandomBlocks.Start, RandomBlocks.Code(random)),
                [RandomBlocks.Start]
            );
            var start = TestGuest.Cpu(
                (GeneralRegister.Rax, (uint)random.Next()),
                (GeneralRegister.Rdx, (uint)random.Next()),
                (GeneralRegister.Rsp, 0x9000ul)
            );
            var plain = Run(program, start, null);
            var scrambled = Run(program, start, random);

            Assert.Equal(plain.Way, scrambled.Way);
            Assert.Equal(plain.Memory, scrambled.Memory);
            unforeseen += plain.Unforeseen;
            refused += plain.IsRefused ? 1 : 0;
        }

        Assert.InRange(unforeseen, 1_000, int.MaxValue);
        Assert.InRange(refused, 100, 2_000);
    }

    private sealed record Ran(
        IReadOnlyList<ulong> Way,
        IReadOnlyList<(ulong Address, byte Value)> Memory,
        int Unforeseen,
        bool IsRefused
    );

    private static Ran Run(GuestProgram program, CpuState cpu, Random? scramble)
    {
        ByteMemory memory = new();
        List<ulong> way = [];
        int unforeseen = 0;
        while (true)
        {
            cpu = scramble is null ? cpu : GuestProgramTests.Scramble(program, cpu, scramble);
            way.Add(cpu.Rip);
            var instruction = program.At(cpu.Rip);
            var effect = memory.Step(instruction, cpu, CpuMode.Bits32);
            cpu = effect.After;
            bool isRefused =
                effect.Outcome == InstructionOutcome.Continue && !program.Allows(instruction.Address, cpu.Rip);
            if (
                effect.Outcome != InstructionOutcome.Continue
                || isRefused
                || way.Count == 200
                || !RandomBlocks.Contains(cpu.Rip)
            )
            {
                return new Ran(way, [.. memory.NonZero], unforeseen, isRefused);
            }

            unforeseen += program.Foresees(instruction.Address, cpu.Rip) ? 0 : 1;
        }
    }
}
