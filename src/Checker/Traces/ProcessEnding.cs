namespace Checker.Traces;

/// <summary>What a process is doing where a trace ends.</summary>
/// <param name="Process">The process.</param>
/// <param name="Activity">How it stands.</param>
/// <param name="Details">The operation it is about to take, the claim that failed, or, in a trap, the operations it goes round in for ever.</param>
public sealed record ProcessEnding(string Process, ProcessActivity Activity, IReadOnlyList<string> Details);
