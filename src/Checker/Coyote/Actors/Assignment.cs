using Checker.Coyote.Executions;
using Microsoft.Coyote.Actors;

namespace Checker.Coyote.Actors;

/// <summary>Tells an actor which process it is.</summary>
/// <param name="trial">The schedule that it takes part in.</param>
/// <param name="process">Number of the process in the model's order.</param>
internal sealed class Assignment(Trial trial, int process) : Event
{
    public Trial Trial { get; } = trial;

    public int Process { get; } = process;
}
