using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Checker.Properties;
using Model.Systems;

namespace Checker.Traces;

/// <summary>A model made ready for running schedules of it.</summary>
internal sealed unsafe class TraceModel
{
    public TraceModel(SystemModel model)
    {
        Model = model;
        Properties = PropertyCompiler.Compile(model);
        Composition = new Composition(
            model,
            new AutomataOptions(new BodyWatch()) { Constraint = PropertyCompiler.Constraint(model) }
        );
    }

    public SystemModel Model { get; }

    public Composition Composition { get; }

    public IReadOnlyList<CompiledProperty> Properties { get; }

    public IReadOnlyList<string> Processes => [.. Composition.Processes.Select(process => process.Name)];

    /// <summary>The number of a process, or -1 when there is none of that name.</summary>
    public int ProcessNumber(string name)
    {
        for (int number = 0; number < Composition.Processes.Count; number++)
        {
            if (Composition.Processes[number].Name == name)
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>The schedule that a trace tells of, up to where its property fails.</summary>
    /// <exception cref="ArgumentException">A process of the trace is not in the model.</exception>
    public IReadOnlyList<ScheduleStep> ScheduleOf(Trace trace) => ScheduleOf(trace.Steps);

    /// <summary>The schedule of some steps.</summary>
    /// <exception cref="ArgumentException">A process of a step is not in the model.</exception>
    public IReadOnlyList<ScheduleStep> ScheduleOf(IReadOnlyList<TraceStep> steps) =>
        [.. steps.Select(step => new ScheduleStep(Composition.ProcessNumber(step.Process), step.Outcome))];
}
