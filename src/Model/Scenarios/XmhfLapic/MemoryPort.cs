using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>The memory as one CPU's emulator sees it. A request never crosses a page, as XMHF walks the guest's pages one by one.</summary>
internal sealed class MemoryPort
{
    private readonly MemoryService _memory;
    private readonly int _cpu;

    public MemoryPort(MemoryService memory, int cpu)
    {
        _memory = memory;
        _cpu = cpu;
    }

    /// <summary>Reads an operand piece by piece, low addresses first.</summary>
    public async Step<ulong> Read(Operand operand, bool linked = false)
    {
        ulong value = 0;
        for (int i = 0; i < operand.Pieces.Count; i++)
        {
            // One link covers the whole operand; renewing it with the second piece would hide a write between the two.
            var kind = linked && i == 0 ? MemoryRequestKind.ReadLinked : MemoryRequestKind.Read;
            var answer = await Ask(kind, new Instruction(InstructionKind.Load, operand.Only(i)));
            value |= Operand.At(answer.Data, i);
        }

        return value;
    }

    /// <summary>Writes an operand piece by piece, low addresses first.</summary>
    public async Step Write(Operand operand, ulong value)
    {
        for (int i = 0; i < operand.Pieces.Count; i++)
        {
            await Ask(MemoryRequestKind.Write, new Instruction(InstructionKind.Store, operand.Only(i), operand.PartOf(value, i)));
        }
    }

    /// <summary>Writes an operand of one piece when it still holds what was read; answers whether.</summary>
    public async Step<bool> CompareExchange(Operand operand, ulong seen, ulong value) =>
        (await Ask(MemoryRequestKind.CompareExchange, new Instruction(InstructionKind.CompareExchange, operand, value, seen))).IsDone;

    /// <summary>Writes an operand when nobody wrote since the linked read; answers whether.</summary>
    public async Step<bool> WriteConditional(Operand operand, ulong value) =>
        (await Ask(MemoryRequestKind.WriteConditional, new Instruction(InstructionKind.Store, operand, value))).IsDone;

    /// <summary>Executes the instruction itself on a mapping of its pages; answers what it read.</summary>
    public async Step<ulong> Execute(Instruction instruction) => (await Ask(MemoryRequestKind.Execute, instruction)).Data;

    private async Step<MemoryAnswer> Ask(MemoryRequestKind kind, Instruction instruction)
    {
        await _memory.Requests.Send(new MemoryRequest(_cpu, kind, instruction));
        return await _memory.AnswersTo(_cpu).Receive();
    }
}
