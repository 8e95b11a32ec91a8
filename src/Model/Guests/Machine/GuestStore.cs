using Model.Steps;

namespace Model.Guests;

/// <summary>Writes memory in one step.</summary>
internal sealed record GuestStore(GuestMemory Memory, MemoryAccess Access, UInt128 Value) : Operation<Nothing>
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    public override string Operand => GuestValue.Format(Value);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) =>
        outcomes.Add(default, Memory.Write(states, Access, Value));
}
