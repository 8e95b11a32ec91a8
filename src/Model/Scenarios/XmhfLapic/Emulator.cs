using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>The emulator of one CPU as an actor: the exit handler (<c>peh</c>) asks it to emulate, and it asks the memory.</summary>
internal abstract class Emulator
{
    private readonly SegmentChecks _checks;

    /// <param name="cpu">The CPU whose instructions it emulates.</param>
    /// <param name="memory">The memory.</param>
    /// <param name="checks">How segments are checked first.</param>
    protected Emulator(int cpu, MemoryService memory, SegmentChecks checks)
    {
        Cpu = cpu;
        Memory = new MemoryPort(memory, cpu);
        _checks = checks;
        Requests = new Mailbox<Instruction>(FormattableString.Invariant($"emulation requests{cpu}"));
        Results = new Mailbox<Emulation>(FormattableString.Invariant($"emulation results{cpu}"));
    }

    /// <summary>From the exit handler: please emulate.</summary>
    public Mailbox<Instruction> Requests { get; }

    /// <summary>To the exit handler.</summary>
    public Mailbox<Emulation> Results { get; }

    /// <summary>The CPU's number.</summary>
    protected int Cpu { get; }

    /// <summary>The memory.</summary>
    protected MemoryPort Memory { get; }

    public async Step Run()
    {
        while (true)
        {
            var instruction = await Requests.Receive();
            if (!Passes(instruction))
            {
                if (_checks == SegmentChecks.AsWritten)
                {
                    Narration.Note("the hypervisor halts");
                    return;
                }

                await Results.Send(new Emulation(EmulationResult.Fault, 0));
                continue;
            }

            Claim.That(instruction.IsLegal, "memory is accessed only where the segment allows it");
            var result = await Emulate(instruction);
            await Results.Send(result);
        }
    }

    /// <summary>Emulates an instruction that reads and writes its operand.</summary>
    protected abstract Step<Emulation> EmulateLocked(Instruction instruction);

    private bool Passes(Instruction instruction) => _checks switch
    {
        SegmentChecks.Corrected => instruction.IsLegal,
        SegmentChecks.AsWritten => instruction.Segment.PassesAsWritten(instruction.Kind != InstructionKind.Load),
        _ => true,
    };

    private async Step<Emulation> Emulate(Instruction instruction)
    {
        switch (instruction.Kind)
        {
            case InstructionKind.Load:
                return Emulation.Retired(await Memory.Read(instruction.Operand));
            case InstructionKind.Store:
                await Memory.Write(instruction.Operand, instruction.Value);
                return Emulation.Retired(0);
            default:
                return await EmulateLocked(instruction);
        }
    }
}
