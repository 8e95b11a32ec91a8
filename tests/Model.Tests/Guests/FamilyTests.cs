using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

/// <summary>Each mnemonic is known to exactly one family of instructions: the one that it is listed for.</summary>
public sealed class FamilyTests
{
    private delegate InstructionEffect Family(in InstructionExecution execution);

    private static readonly (string Name, Family Execute)[] _families =
    [
        ("Bits", Bits.Execute),
        ("Branches", Branches.Execute),
        ("Calculations", Calculations.Execute),
        ("Control", Control.Execute),
        ("Exchanges", Exchanges.Execute),
        ("Moves", Moves.Execute),
        ("Multiplications", Multiplications.Execute),
        ("Stack", Stack.Execute),
        ("Strings", Strings.Execute),
    ];

    public static TheoryData<Mnemonic> Mnemonics => [.. Enum.GetValues<Mnemonic>()];

    [Theory]
    [MemberData(nameof(Mnemonics))]
    public void AMnemonicIsKnownToTheFamilyItIsListedForAndToNoOther(Mnemonic mnemonic)
    {
        InstructionExecution execution = new(Instruction(mnemonic), TestGuest.Cpu(), CpuMode.Bits64, 1);
        string[] knowing =
        [
            .. _families.Where(family => Effect(family.Execute) is not null).Select(family => family.Name),
        ];

        string known = Assert.Single(knowing);
        Assert.Equal(
            Effect(_families.Single(family => family.Name == known).Execute),
            GuestSemantics.Execute(execution.Instruction, execution.Cpu, execution.Mode, execution.Loaded)
        );

        InstructionEffect? Effect(Family family)
        {
            try
            {
                return family(execution);
            }
            catch (InvalidOperationException exception) when (exception.Message == execution.Unknown().Message)
            {
                return null;
            }
        }
    }

    [Fact]
    public void AMnemonicThatNobodyKnowsIsNotExecutedAsAnother()
    {
        var unknown = Instruction((Mnemonic)byte.MaxValue);

        Assert.Throws<InvalidOperationException>(() =>
            GuestSemantics.Execute(unknown, TestGuest.Cpu(), CpuMode.Bits64, 0)
        );
        Assert.All(
            _families,
            family =>
                Assert.Throws<InvalidOperationException>(() =>
                    family.Execute(new InstructionExecution(unknown, TestGuest.Cpu(), CpuMode.Bits64, 0))
                )
        );
    }

    // What every family can read: a place in memory, a register, a number.
    private static GuestInstruction Instruction(Mnemonic mnemonic)
    {
        var model = TestGuest.Decode(CpuMode.Bits64, "0fa40705"); // shld [rdi],eax,5
        return new GuestInstruction
        {
            Address = model.Address,
            Mode = model.Mode,
            Bytes = model.Bytes,
            Mnemonic = mnemonic,
            Operands = model.Operands,
            OperandSize = model.OperandSize,
            AddressSize = model.AddressSize,
            Locked = model.Locked,
            Text = model.Text,
            RegistersRead = model.RegistersRead,
            RegistersWritten = model.RegistersWritten,
            RegistersReplaced = model.RegistersReplaced,
            FlagsRead = model.FlagsRead,
            FlagsWritten = model.FlagsWritten,
            FlagsReplaced = model.FlagsReplaced,
            FlagsUndefined = model.FlagsUndefined,
        };
    }
}
