using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>Trapped instructions go to an emulator: three actors, exit handler, emulator and memory.</summary>
internal sealed class EmulatingMachine : Machine
{
    private readonly IReadOnlyList<Emulator> _emulators;
    private readonly MemoryService _memory;

    public EmulatingMachine(World world, bool trapsAll, MemoryService memory, IReadOnlyList<Emulator> emulators)
        : base(world, trapsAll)
    {
        _memory = memory;
        _emulators = emulators;
    }

    public override void AddTo(SystemModel model)
    {
        for (int cpu = 0; cpu < _emulators.Count; cpu++)
        {
            if (Traps(cpu))
            {
                model.Background(FormattableString.Invariant($"emulator{cpu}"), _emulators[cpu].Run);
            }
        }

        model.Background("memory", _memory.Run);
    }

    public override async Step<Emulation> Execute(int cpu, Instruction instruction)
    {
        if (!Traps(cpu))
        {
            return await ExecuteNatively(cpu, instruction);
        }

        while (true)
        {
            await _emulators[cpu].Requests.Send(instruction).In("emulate_instruction");
            var emulation = await _emulators[cpu].Results.Receive();
            if (emulation.Result != EmulationResult.Again)
            {
                return emulation;
            }
        }
    }
}
