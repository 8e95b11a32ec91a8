namespace Checker.Exploration;

/// <summary>One step of a schedule.</summary>
/// <param name="Process">Number of the process in the model's order.</param>
/// <param name="Outcome">Which outcome of its operation, counted from 0 in the operation's order.</param>
internal readonly record struct ScheduleStep(int Process, int Outcome);
