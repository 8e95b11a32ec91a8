using Model.Steps;

namespace Model.Machine;

/// <summary>What the instruction at a CPU's RIP is to the others.</summary>
internal enum NextStep
{
    /// <summary>Registers and private memory only: executed together with what surrounds it.</summary>
    Local,

    /// <summary>Local, but a property names its address: a <see cref="WatchPoint"/>.</summary>
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

/// <summary>
/// A CPU passes an instruction that a property names but that touches no shared memory: a step, so that it can be seen
/// there.
/// </summary>
internal sealed record WatchPoint : Operation<Nothing>
{
    public override string Kind => "pass";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
