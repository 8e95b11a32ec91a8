using Checker.Coyote.Executions;
using Specification = Microsoft.Coyote.Specifications.Monitor;

namespace Checker.Coyote.Monitors;

/// <summary>A process has taken a step.</summary>
/// <param name="trial">The schedule in which it did.</param>
internal sealed class StateReached(Trial trial) : Specification.Event
{
    public Trial Trial { get; } = trial;
}
