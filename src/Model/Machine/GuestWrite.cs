using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>An operation that may write memory at a linear access, in one step.</summary>
/// <typeparam name="T">What it answers.</typeparam>
/// <param name="Memory">The memory.</param>
/// <param name="Access">What it may write.</param>
internal abstract record GuestWrite<T>(GuestMemory Memory, MemoryAccess Access) : Operation<T>
{
    public override IReadOnlyList<Access> Footprint => [.. Memory.WordsOf(Access).Select(Steps.Access.Write)];

    internal sealed override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    internal sealed override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => Memory.ShowChanges(before, after, changes, [Access]);
}

/// <summary>Writes memory.</summary>
internal sealed record GuestStore(GuestMemory Memory, MemoryAccess Access, UInt128 Value)
    : GuestWrite<Nothing>(Memory, Access)
{
    public override string Kind => "store";

    public override string Operand => GuestValue.Format(Value);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) =>
        outcomes.Add(default, Memory.Write(states, Access, Value));
}

/// <summary>Executes a locked read-modify-write instruction on memory; answers the value read.</summary>
internal sealed record GuestModify(GuestMemory Memory, MemoryAccess Access, GuestInstruction Instruction, CpuState Cpu)
    : GuestWrite<UInt128>(Memory, Access)
{
    public override string Kind => "locked modify";

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        var seen = Memory.Read(states, Access);
        outcomes.Add(seen, Memory.Write(states, Access, Stored(seen)));
    }

    protected override string Format(UInt128 response) =>
        $"{GuestValue.Format(response)}, now {GuestValue.Format(Stored(response))}";

    private UInt128 Stored(UInt128 seen) => GuestSemantics.Execute(Instruction, Cpu, Instruction.Mode, seen).Stored;
}

/// <summary>Replaces a value in memory by another if it is still there; answers the value seen.</summary>
internal sealed record GuestCompareExchange(GuestMemory Memory, MemoryAccess Access, UInt128 Expected, UInt128 Desired)
    : GuestWrite<UInt128>(Memory, Access)
{
    public override string Kind => "compare-exchange";

    public override string Operand => $"{GuestValue.Format(Expected)} -> {GuestValue.Format(Desired)}";

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        var seen = Memory.Read(states, Access);
        if (seen == Expected)
        {
            outcomes.Add(seen, Memory.Write(states, Access, Desired));
        }
        else
        {
            outcomes.Add(seen);
        }
    }

    protected override string Format(UInt128 response) =>
        response == Expected ? $"{GuestValue.Format(response)}, exchanged" : $"{GuestValue.Format(response)}, failed";
}
