using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>The processor executes an instruction on memory in one step, as it does with every locked one, page crossings included.</summary>
internal sealed record LockedExecution(Instruction Instruction) : Operation<ulong>
{
    public override string Kind => Instruction.ToString();

    public override IReadOnlyList<Access> Footprint => [.. Instruction.Operand.Pieces.Select(piece => Access.Write(piece.Word))];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        var operand = Instruction.Operand;
        ulong seen = operand.ValueIn(states.Of);
        if (!Instruction.Writes(seen))
        {
            outcomes.Add(seen);
            return;
        }

        var changes = new Change[operand.Pieces.Count];
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = operand.Pieces[i].Word.To(operand.PartOf(Instruction.Value, i));
        }

        outcomes.Add(seen, changes);
    }

    protected override string Format(ulong response) => $"read {Word.FormatValue(response)}";
}
