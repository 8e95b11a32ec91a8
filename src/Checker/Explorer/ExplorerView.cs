using Checker.Exploration;
using Checker.Replay;

namespace Checker.Explorer;

/// <summary>What can be seen where a path ends.</summary>
/// <param name="Path">The path.</param>
/// <param name="Execution">What has happened on it.</param>
/// <param name="Steps">What can happen next, in order of process and outcome.</param>
/// <param name="Failures">What fails here, as far as this one state shows.</param>
/// <param name="Goals">The goals, and whether they are reached here.</param>
internal sealed record ExplorerView(
    Schedule Path,
    Execution Execution,
    IReadOnlyList<PossibleStep> Steps,
    IReadOnlyList<Failure> Failures,
    IReadOnlyList<(string Goal, bool IsReached)> Goals
);
