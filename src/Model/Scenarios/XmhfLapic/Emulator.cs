using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// Trapped instructions go to an emulator, one actor a CPU: the exit handler (<c>peh</c>) asks it to emulate, and it
/// asks the memory. A request never crosses a page, as XMHF walks the guest's pages one by one.
/// </summary>
/// <remarks>The memory's routines are steps of the base class, so that one patch can change either.</remarks>
public abstract class Emulator : MemoryService
{
    private readonly SegmentChecks _checks;
    private readonly IReadOnlyList<Mailbox<Instruction>> _requests;
    private readonly IReadOnlyList<Mailbox<Emulation>> _results;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    protected Emulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _checks =
            setup.Variant != "emulated"
                ? SegmentChecks.Corrected
                : setup.Settings.Word("checks") switch
                {
                    "corrected" => SegmentChecks.Corrected,
                    "as-written" => SegmentChecks.AsWritten,
                    _ => SegmentChecks.None,
                };
        _requests =
        [
            .. Enumerable
                .Range(0, Cpus)
                .Select(cpu => new Mailbox<Instruction>(FormattableString.Invariant($"emulation requests{cpu}"))),
        ];
        _results =
        [
            .. Enumerable
                .Range(0, Cpus)
                .Select(cpu => new Mailbox<Emulation>(FormattableString.Invariant($"emulation results{cpu}"))),
        ];
    }

    /// <inheritdoc/>
    private protected sealed override void AddParts(SystemModel model)
    {
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            int number = cpu;
            if (Traps(cpu))
            {
                model.Background(FormattableString.Invariant($"emulator{cpu}"), () => RunEmulator(number));
            }
        }

        model.Background("memory", RunMemory);
    }

    /// <inheritdoc/>
    [Overridable(
        "peh, emulate_instruction",
        "the exit handler: asks the CPU's emulator, until the instruction is done or faults"
    )]
    protected override async Step<Emulation> Execute(int cpu, Instruction instruction)
    {
        if (!Traps(cpu))
        {
            return await ExecuteNatively(cpu, instruction);
        }

        while (true)
        {
            await _requests[cpu].Send(instruction).In("emulate_instruction");
            var emulation = await _results[cpu].Receive();
            if (emulation.Result != EmulationResult.Again)
            {
                return emulation;
            }
        }
    }

    /// <summary>Emulates an instruction whose segment allows it.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="instruction">The instruction.</param>
    [Overridable("emulate_instruction", "emulates an instruction: a load, a store, or a locked one")]
    protected virtual async Step<Emulation> Emulate(int cpu, Instruction instruction)
    {
        switch (instruction.Kind)
        {
            case InstructionKind.Load:
                return Emulation.Retired(await Read(cpu, instruction.Operand));
            case InstructionKind.Store:
                await Write(cpu, instruction.Operand, instruction.Value);
                return Emulation.Retired(0);
            default:
                return await EmulateLocked(cpu, instruction);
        }
    }

    /// <summary>Emulates an instruction that reads and writes its operand.</summary>
    /// <inheritdoc cref="Emulate"/>
    [Overridable("emulate_instruction, locked", "emulates an instruction that reads and writes its operand")]
    protected abstract Step<Emulation> EmulateLocked(int cpu, Instruction instruction);

    /// <summary>Whether the check of the segment lets an instruction through.</summary>
    /// <param name="instruction">The instruction.</param>
    [Overridable("guestmem_desegment", "whether the check of the segment lets an instruction through")]
    protected virtual bool Passes(Instruction instruction) =>
        _checks switch
        {
            SegmentChecks.Corrected => instruction.IsLegal,
            SegmentChecks.AsWritten => instruction.Segment.PassesAsWritten(instruction.Kind != InstructionKind.Load),
            _ => true,
        };

    /// <summary>Reads an operand piece by piece, low addresses first.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="operand">What to read.</param>
    /// <param name="linked">Whether the memory remembers who reads.</param>
    protected async Step<ulong> Read(int cpu, Operand operand, bool linked = false)
    {
        ulong value = 0;
        for (int i = 0; i < operand.Pieces.Count; i++)
        {
            // One link covers the whole operand; renewing it with the second piece would hide a write between the two.
            var kind = linked && i == 0 ? MemoryRequestKind.ReadLinked : MemoryRequestKind.Read;
            var answer = await Ask(cpu, kind, new Instruction(InstructionKind.Load, operand.Only(i)));
            value |= Operand.At(answer.Data, i);
        }

        return value;
    }

    /// <summary>Writes an operand piece by piece, low addresses first.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="operand">Where to write.</param>
    /// <param name="value">What to write.</param>
    protected async Step Write(int cpu, Operand operand, ulong value)
    {
        for (int i = 0; i < operand.Pieces.Count; i++)
        {
            await Ask(
                cpu,
                MemoryRequestKind.Write,
                new Instruction(InstructionKind.Store, operand.Only(i), operand.PartOf(value, i))
            );
        }
    }

    /// <summary>Writes an operand of one piece when it still holds what was read; answers whether.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="operand">Where to write.</param>
    /// <param name="seen">What was read.</param>
    /// <param name="value">What to write.</param>
    protected async Step<bool> CompareExchange(int cpu, Operand operand, ulong seen, ulong value) =>
        (
            await Ask(
                cpu,
                MemoryRequestKind.CompareExchange,
                new Instruction(InstructionKind.CompareExchange, operand, value, seen)
            )
        ).IsDone;

    /// <summary>Writes an operand when nobody wrote since the linked read; answers whether.</summary>
    /// <inheritdoc cref="Write"/>
    protected async Step<bool> WriteConditional(int cpu, Operand operand, ulong value) =>
        (
            await Ask(cpu, MemoryRequestKind.WriteConditional, new Instruction(InstructionKind.Store, operand, value))
        ).IsDone;

    /// <summary>Executes the instruction itself on a mapping of its pages; answers what it read.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="instruction">The instruction.</param>
    protected async Step<ulong> ExecuteOnMapping(int cpu, Instruction instruction) =>
        (await Ask(cpu, MemoryRequestKind.Execute, instruction)).Data;

    // The emulator's process.
    private async Step RunEmulator(int cpu)
    {
        while (true)
        {
            var instruction = await _requests[cpu].Receive();
            if (!Passes(instruction))
            {
                if (_checks == SegmentChecks.AsWritten)
                {
                    Narration.Note("the hypervisor halts");
                    return;
                }

                await _results[cpu].Send(new Emulation(EmulationResult.Fault, 0));
                continue;
            }

            Claim.That(instruction.IsLegal, "memory is accessed only where the segment allows it");
            var result = await Emulate(cpu, instruction);
            await _results[cpu].Send(result);
        }
    }
}

/// <summary>What the emulator tells the exit handler.</summary>
/// <param name="Result">What becomes of the instruction.</param>
/// <param name="Seen">What it read.</param>
public readonly record struct Emulation(EmulationResult Result, ulong Seen)
{
    /// <summary>The instruction is done and has read <paramref name="seen"/>.</summary>
    public static Emulation Retired(ulong seen) => new(EmulationResult.Retired, seen);

    /// <inheritdoc/>
    public override string ToString() =>
        Result == EmulationResult.Retired
            ? $"retired, read {Word.FormatValue(Seen)}"
            : Result.ToString().ToLowerInvariant();
}

/// <summary>What becomes of an instruction.</summary>
public enum EmulationResult
{
    /// <summary>It is done.</summary>
    Retired,

    /// <summary>Nothing is committed; the CPU executes it again.</summary>
    Again,

    /// <summary>It raises #GP.</summary>
    Fault,
}
