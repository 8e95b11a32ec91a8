using Model.Guests.X86.Processor;
using Model.Steps;
using Model.Systems;

namespace Model.Machine;

/// <summary>Makes a model of a guest machine: a process for each CPU, and those of the platform.</summary>
public static class GuestModel
{
    /// <summary>The model, without properties; they may name the guest's symbols and places.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="machine">The machine; its platform decides what an access is.</param>
    public static SystemModel Of(string name, GuestMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var model = new SystemModel(name)
        {
            Names = new GuestNames(machine),
            Identity = machine.Program.Image.Fingerprint,
            Listing = machine.Program.Listing,
            Logic = machine.Platform,
            CouldChange = machine.CouldStore,
        };
        foreach (var cpu in machine.Cpus)
        {
            if (machine.ObservesRegisters)
            {
                model.Background(cpu.Name, cpu.Run);
            }
            else
            {
                model.Process(cpu.Name, cpu.Run);
            }
        }

        foreach (var buffer in machine.Cpus.Select(cpu => cpu.StoreBuffer).OfType<GuestStoreBuffer>())
        {
            model.Background(buffer.Name, buffer.Drain);
        }

        machine.Platform.AddProcesses(model, machine.Cpus);
        return model;
    }
}

/// <summary>
/// A CPU that has executed HLT and whose registers are observed: it never goes on, and shows what it holds.
/// </summary>
/// <param name="Cpu">The CPU at the end.</param>
internal sealed record Halted(CpuState Cpu) : Operation<Nothing>
{
    public override string Kind => "halt";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) { }
}
