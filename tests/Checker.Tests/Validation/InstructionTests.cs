using Checker.Patches;
using Checker.Reports;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Patching;
using Checker.Validation;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Machine;

namespace Checker.Tests.Validation;

public sealed class InstructionTests : IDisposable
{
    private const string Usings = "using Model.Platforms.Hardware; using Model.Platforms.Xen;\n";

    // Everything else leaves memory alone, or is a port's.
    private static readonly Mnemonic[] _withoutMemory =
    [
        Mnemonic.Bswap,
        Mnemonic.Cbw,
        Mnemonic.Cdq,
        Mnemonic.Cdqe,
        Mnemonic.Clc,
        Mnemonic.Cld,
        Mnemonic.Cli,
        Mnemonic.Cmc,
        Mnemonic.Cqo,
        Mnemonic.Cwd,
        Mnemonic.Cwde,
        Mnemonic.Hlt,
        Mnemonic.In,
        Mnemonic.Int3,
        Mnemonic.Jcc,
        Mnemonic.Jcxz,
        Mnemonic.Lahf,
        Mnemonic.Lea,
        Mnemonic.Lfence,
        Mnemonic.Loop,
        Mnemonic.Loope,
        Mnemonic.Loopne,
        Mnemonic.Mfence,
        Mnemonic.Nop,
        Mnemonic.Out,
        Mnemonic.Pause,
        Mnemonic.Sahf,
        Mnemonic.Sfence,
        Mnemonic.Stc,
        Mnemonic.Std,
        Mnemonic.Sti,
        Mnemonic.Ud2,
    ];

    private readonly PatchFolder _folder = new();

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            {
                "upper half of RAX",
                "cmpxchg",
                """
                    instruction.Mnemonic == Mnemonic.Cmpxchg && instruction.OperandSize == 4
                        ? after with { Registers = after.Registers.With(GeneralRegister.Rax, after[GeneralRegister.Rax] & 0xffffffff) } : after
                    """
            },
            {
                "a flag",
                "adc",
                "instruction.Mnemonic == Mnemonic.Adc ? after.WithFlags(after.Flags & ~CpuFlags.Adjust) : after"
            },
            {
                "a high byte",
                "mov",
                """
                    instruction.Mnemonic == Mnemonic.Mov && instruction.Operands[0] is RegisterOperand { Part: { High: true } } target
                        ? after.Write(new RegisterPart(target.Part.Register, 1), 0) : after
                    """
            },
            {
                "an 8-bit register",
                "add",
                """
                    instruction.Operands is [RegisterOperand { Part: { Size: 1, High: false } } target, ..] && instruction.Mnemonic == Mnemonic.Add
                        ? after.With(target.Part.Register, after.Read(target.Part)) : after
                    """
            },
            {
                "the failure of CMPXCHG8B",
                "cmpxchg8b",
                "instruction.Mnemonic == Mnemonic.Cmpxchg8b ? after.With(GeneralRegister.Rdx, "
                    + "cpu[GeneralRegister.Rdx]) : after"
            },
            {
                "the stack pointer",
                "pop",
                "instruction.Mnemonic == Mnemonic.Pop ? after.With(GeneralRegister.Rsp, cpu[GeneralRegister.Rsp]) : "
                    + "after"
            },
        };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_an_instruction_computes_otherwise_is_newly_broken(string fault, string instruction, string result)
    {
        var rows = Compared(
            Hardware(
                $$"""
                protected override async Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) {
                    var after = await base.ExecuteServed(vcpu, instruction, cpu, accesses);
                    return {{result}};
                }
                """
            )
        );

        var broken = rows.Where(row => row.Effect == PatchEffect.NewlyBroken).ToList();
        Assert.True(broken.Count > 0, fault);
        Assert.All(
            broken,
            row => Assert.Equal(instruction, row.Test.Name.Replace("lock ", "", StringComparison.Ordinal))
        );
        Assert.All(rows.Except(broken), row => Assert.Equal(PatchEffect.Unchanged, row.Effect));
    }

    [Fact]
    public void The_table_names_the_instruction_its_operands_and_what_differs()
    {
        string patch = Hardware(
            """
            protected override async Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) {
                var after = await base.ExecuteServed(vcpu, instruction, cpu, accesses);
                return instruction.Mnemonic == Mnemonic.Cmpxchg && instruction.OperandSize == 4
                    ? after.With(GeneralRegister.Rax, after[GeneralRegister.Rax] & 0xffffffff) : after;
            }
            """
        );

        var (code, output, _) = _folder.Run("validate", patch, "--save", _folder.File("traces"));

        Assert.Equal(1, code);
        Assert.Contains(
            "\nnewly broken  holds     violated  refinement: single instructions end as on the hardware\n    "
                + "always\n    cmpxchg, lock cmpxchg\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("cmpxchg [rdi],ecx (64-bit) with rax=0xa1b2c3d4ae954f00 ", output, StringComparison.Ordinal);
        Assert.Contains(": rax is 0xae954f00, expected 0xa1b2c3d4ae954f00\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "\nverdict: broken (45 unchanged; single instructions: 30 newly broken, ",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_store_that_loses_the_second_page_is_newly_broken_there()
    {
        string patch = _folder.WriteFix(
            """
            protected override async Step Write(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) {
                var (low, _) = access.SplitAt(PageTable.PageSize);
                await base.Write(vcpu, instruction, low, value & low.Mask);
            }
            """
        );

        var broken = Compared(patch).Where(row => row.Effect == PatchEffect.NewlyBroken).ToList();

        Assert.NotEmpty(broken);
        Assert.All(
            broken,
            row =>
                Assert.Contains(
                    row.Test.Observed,
                    place => place.Address % PageTable.PageSize == 0 || place.Crosses(PageTable.PageSize)
                )
        );
    }

    [Theory]
    [InlineData("F1-commit-nothing.cs")]
    [InlineData("F2-repeat-inside.cs")]
    [InlineData("F3-lock-across-exits.cs")]
    [InlineData("F4-one-exit.cs")]
    [InlineData("F5-compare-in-user-space.cs")]
    [InlineData("F6-stop-the-world.cs")]
    [InlineData("F7-memslot.cs")]
    public void A_fix_candidate_breaks_no_instruction(string patch) =>
        Assert.Empty(
            Told(
                Compared(_folder.Example(patch))
                    .Where(row => row.Effect is PatchEffect.NewlyBroken or PatchEffect.Undecided)
            )
        );

    [Fact]
    public void F8_refuses_locked_instructions_and_breaks_no_others()
    {
        var broken = Compared(_folder.Example("F8-refuse.cs"))
            .Where(row => row.Effect == PatchEffect.NewlyBroken)
            .ToList();

        Assert.NotEmpty(broken);
        Assert.All(broken, row => Assert.True(row.Test.Instruction.Locked, row.Test.Instruction.Text));
        Assert.All(broken, row => Assert.Contains("never goes on", row.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hardware")]
    [InlineData("tcg")]
    [InlineData("xen")]
    [InlineData("kvm-as-reported")]
    [InlineData("vmware")]
    [InlineData("virtualbox")]
    public void A_patch_that_changes_nothing_changes_no_instruction(string platform)
    {
        Assert.Equal(0, _folder.Run("new", "patch", "--base", platform, _folder.File("same")).Code);

        var rows = Compared(_folder.File("same.cs"));

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Before, row.After));
        Assert.Empty(Told(rows.Where(row => row.Before != PropertyState.Holds && platform == "hardware")));
    }

    [Fact]
    public void What_the_base_cannot_do_is_still_broken()
    {
        var rows = Compared(
            _folder.WriteFix("protected override Step BeforeReentry(Vcpu vcpu) => base.BeforeReentry(vcpu);")
        );

        var broken = rows.Where(row => row.Effect != PatchEffect.Unchanged).ToList();
        Assert.NotEmpty(broken);
        Assert.All(
            broken,
            row =>
                Assert.Equal(
                    (PatchEffect.StillBroken, Mnemonic.Cmpxchg16b),
                    (row.Effect, row.Test.Instruction.Mnemonic)
                )
        );
    }

    [Fact]
    public void Every_instruction_that_accesses_memory_is_there()
    {
        foreach (var suite in InstructionSuite.All)
        {
            var expected = Enum.GetValues<Mnemonic>()
                .Except(_withoutMemory)
                .Where(mnemonic => suite.Configuration.Image.Mode == CpuMode.Bits64 || mnemonic != Mnemonic.Cmpxchg16b);
            Assert.Equal(expected, suite.Tests.Select(test => test.Instruction.Mnemonic).Distinct().Order());
        }

        var wide = InstructionSuite.All[0].Tests;
        foreach (
            var mnemonic in new[]
            {
                Mnemonic.Cmpxchg,
                Mnemonic.Xadd,
                Mnemonic.Add,
                Mnemonic.Adc,
                Mnemonic.Bts,
                Mnemonic.Neg,
            }
        )
        {
            var locked = wide.Where(test => test.Instruction.Mnemonic == mnemonic && test.Instruction.Locked).ToList();
            Assert.Equal(
                mnemonic == Mnemonic.Bts ? [2, 4, 8] : [1, 2, 4, 8],
                locked.Select(test => test.Instruction.OperandSize).Distinct().Order()
            );
        }

        Assert.Contains(
            wide,
            test => test.Instruction.Operands.OfType<RegisterOperand>().Any(operand => operand.Part.High)
        );
        Assert.Contains(
            wide,
            test =>
                test.Instruction.Operands.OfType<RegisterOperand>()
                    .Any(operand => operand.Part is { Register: GeneralRegister.R9, Size: 1 })
        );
    }

    private static IEnumerable<string> Told(IEnumerable<InstructionRow> rows) =>
        rows.Select(row =>
            $"{row.Effect} {row.Run.First} {Labels.Settings(row.Run.Variation)} "
            + $"{row.Test.Describe(row.Suite.Initial)}: {row.Reason}"
        );

    private string Hardware(string members) =>
        _folder.Write(
            "Fix.cs",
            $"{Usings}class Fix(PlatformSetup setup) : HardwarePlatform(setup) {{\n{members}\n}}\n"
        );

    private static IReadOnlyList<InstructionRow> Compared(string file)
    {
        var bases = PatchBase.In(Catalogue.Scenarios);
        var patch = PatchCompiler.Load(PatchFile.Read(file), bases);
        var start = bases.First(candidate => candidate.IsPlatform && candidate.Logic == patch.Logic);
        return new Validator(patch, null, TestCache.Shared, CancellationToken.None).Compare(
            ValidationPlan.For(start, full: false).Instructions,
            _ => { }
        );
    }
}
