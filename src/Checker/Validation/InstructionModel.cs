using System.Globalization;
using Model.Catalogue;
using Model.Input;
using Model.Machine;
using Model.Objects;
using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Checker.Validation;

/// <summary>One CPU on a platform that executes one of some instructions, whichever it is.</summary>
[Value]
internal sealed class InstructionModel
{
    private readonly InstructionSuite _suite;
    private readonly GuestMachine _machine;
    private readonly Word _chosen = new("test", uint.MaxValue);
    private readonly int _first;
    private readonly int _last;

    /// <param name="suite">The tests.</param>
    /// <param name="first">The first of those that may be executed.</param>
    /// <param name="count">How many may be.</param>
    /// <param name="platform">A platform, its logic perhaps replaced by a patch.</param>
    /// <param name="settings">Values for its parameters.</param>
    /// <exception cref="InputException">The patch and the settings do not go together.</exception>
    public InstructionModel(
        InstructionSuite suite,
        int first,
        int count,
        PlatformDescription platform,
        Settings settings
    )
    {
        _suite = suite;
        (_first, _last) = (first, first + count - 1);
        _machine = new GuestMachine(
            suite.Configuration,
            memory => PlatformCatalogue.Make(platform, settings, memory, [InstructionPlaces.Region])
        );
        Model = new SystemModel("instructions") { Logic = _machine.Platform };
        Model.Background(_machine.Cpus[0].Name, Run);
        _machine.Platform.AddProcesses(Model, _machine.Cpus);
    }

    /// <summary>The model.</summary>
    public SystemModel Model { get; }

    /// <summary>
    /// What is noted of a final state: the number of the test and how it ended, or an exclamation mark and what the CPU
    /// waits for.
    /// </summary>
    public string Look(StateView states)
    {
        int number = (int)states.Of(_chosen);
        return string.Create(CultureInfo.InvariantCulture, $"{number} {End(states, number)}");
    }

    private string End(StateView states, int number)
    {
        string name = _machine.Cpus[0].Name;
        if (states.Pending(name) is not Halted halted)
        {
            return $"!{states.Pending(name)}";
        }

        bool isSettled = _machine.Platform.Undelivered(states).Count == 0;
        return _suite
            .Tests[number]
            .Format(
                halted.Cpu,
                place => isSettled ? _machine.Memory.Read(states, place) : _machine.ReadSettled(states, place)
            );
    }

    private async Step Run()
    {
        int number = await Choice.Between(_first, _last);
        await _chosen.Store((ulong)number);
        var after = await _machine.Cpus[0].Execute(_suite.Tests[number].Instruction, _suite.Tests[number].Before);
        await new Halted(after);
    }
}
