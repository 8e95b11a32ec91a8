using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>How a CPU's instructions are carried out.</summary>
internal abstract class Machine
{
    private readonly World _world;
    private readonly bool _trapsAll;

    /// <param name="world">Who runs.</param>
    /// <param name="trapsAll">Whether all CPUs are trapped; otherwise CPU 0 only, as in XMHF.</param>
    protected Machine(World world, bool trapsAll)
    {
        _world = world;
        _trapsAll = trapsAll;
    }

    /// <summary>Whether accesses of this CPU to an intercepted page leave guest mode.</summary>
    public bool Traps(int cpu) => _trapsAll || cpu == 0;

    /// <summary>Adds the hypervisor's processes and the properties of its own.</summary>
    public abstract void AddTo(SystemModel model);

    /// <summary>Executes an instruction to its end, or to its fault.</summary>
    public abstract Step<Emulation> Execute(int cpu, Instruction instruction);

    /// <summary>The processor's own execution. It checks the segment before it translates the address.</summary>
    protected async Step<Emulation> ExecuteNatively(int cpu, Instruction instruction) =>
        instruction.IsLegal ? Emulation.Retired(await _world.Gate(cpu, new LockedExecution(instruction))) : new Emulation(EmulationResult.Fault, 0);
}
