using Model.Steps;

namespace Model.Guests;

/// <summary>Writes memory in one step.</summary>
internal sealed record GuestStore(GuestMemory Memory, MemoryAccess Access, UInt128 Value) : Operation<Nothing>
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    public override string Operand => GuestValue.Format(Value);

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Memory.ShowChanges(before, after, changes, [Access]);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) =>
        outcomes.Add(default, Memory.Write(states, Access, Value));
}
