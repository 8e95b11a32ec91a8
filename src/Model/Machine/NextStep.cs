using Model.Steps;

namespace Model.Machine;

/// <summary>What the instruction at a CPU's RIP is to the others.</summary>
internal enum NextStep
{
    /// <summary>Registers and private memory only: executed together with what surrounds it.</summary>
    Local,

    /// <summary>Local, but a property names its address: a <see cref="LocalStep"/> of its own.</summary>
    Pass,

    /// <summary>Part of a round of local instructions without end: the CPU spins there for ever.</summary>
    Spin,

    /// <summary>HLT.</summary>
    Halt,

    /// <summary>It waits until the CPU's stores are in memory, and touches no shared memory itself.</summary>
    Fence,

    /// <summary>IN or OUT.</summary>
    Port,

    /// <summary>It accesses memory that others can notice.</summary>
    Memory,
}

/// <summary>A step of a CPU that touches no shared memory, and that others can see all the same.</summary>
/// <param name="Name">
/// <c>fence</c>: MFENCE where stores are buffered, made to wait by <see cref="GuestStoreBuffer.Drained"/>; <c>spin</c>:
/// the CPU goes round for ever, as <c>jmp $</c> does; <c>pass</c>: it passes an instruction that a property names.
/// </param>
internal sealed record LocalStep(string Name) : Operation<Nothing>
{
    public override string Kind => Name;

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
