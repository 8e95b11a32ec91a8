using Model.Steps;

namespace Model.Guests;

/// <summary>Executes a locked read-modify-write instruction on memory in one step; answers the value read.</summary>
internal sealed record GuestModify(GuestMemory Memory, MemoryAccess Access, GuestInstruction Instruction, CpuState Cpu) : Operation<UInt128>
{
    public override string Kind => "locked modify";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Memory.ShowChanges(before, after, changes, [Access]);

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        UInt128 seen = Memory.Read(states, Access);
        outcomes.Add(seen, Memory.Write(states, Access, Stored(seen)));
    }

    protected override string Format(UInt128 response) => $"{GuestValue.Format(response)}, now {GuestValue.Format(Stored(response))}";

    private UInt128 Stored(UInt128 seen) => GuestSemantics.Execute(Instruction, Cpu, Instruction.Mode, seen).Stored;
}
