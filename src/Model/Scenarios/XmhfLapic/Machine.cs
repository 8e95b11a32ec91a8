using Model.Machine;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>How CPUs' instructions are carried out.</summary>
public abstract class Machine : HostLogic
{
    private readonly bool _trapsAll;

    /// <summary>Makes the machine of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    protected Machine(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _trapsAll = setup.Settings.Word("trapped") == "all";
        bool sharesRegister = setup.Variant != "stepping" || setup.Settings.Word("state") == "global";
        Test = new LapicTest(
            setup.Settings.Word("test"),
            setup.Settings.Number("tokens"),
            cpu => Traps(cpu) && sharesRegister
        );
    }

    /// <summary>The test that the CPUs execute.</summary>
    internal LapicTest Test { get; }

    /// <summary>How many CPUs take part.</summary>
    protected int Cpus => Test.Cpus;

    /// <summary>Who runs.</summary>
    protected ExclusiveSection World { get; } = new();

    /// <summary>
    /// Whether accesses of this CPU to an intercepted page leave guest mode: all CPUs', or CPU 0's only, as in XMHF.
    /// </summary>
    /// <param name="cpu">The CPU's number.</param>
    protected bool Traps(int cpu) => _trapsAll || cpu == 0;

    internal sealed override void AddTo(SystemModel model)
    {
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            int number = cpu;
            model.Process(FormattableString.Invariant($"cpu{cpu}"), () => Test.Run(this, number));
        }

        AddParts(model);
        Test.AddProperties(model);
    }

    /// <summary>Executes an instruction of a test.</summary>
    internal Step<Emulation> Run(int cpu, Instruction instruction) => Execute(cpu, instruction);

    /// <summary>Adds the hypervisor's processes and the properties of its own.</summary>
    private protected abstract void AddParts(SystemModel model);

    /// <summary>Executes an instruction to its end, or to its fault.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="instruction">The instruction.</param>
    protected abstract Step<Emulation> Execute(int cpu, Instruction instruction);

    /// <summary>The processor's own execution. It checks the segment before it translates the address.</summary>
    /// <inheritdoc cref="Execute"/>
    protected async Step<Emulation> ExecuteNatively(int cpu, Instruction instruction) =>
        instruction.IsLegal
            ? Emulation.Retired(await World.Gate(cpu, new LockedExecution(instruction)))
            : new Emulation(EmulationResult.Fault, 0);
}
