using Checker.Exploration;
using Checker.Traces;

namespace Checker.Explorer;

/// <summary>A step that can be taken.</summary>
/// <param name="Step">The step.</param>
/// <param name="Told">What it does.</param>
internal readonly record struct PossibleStep(ScheduleStep Step, TraceStep Told);
