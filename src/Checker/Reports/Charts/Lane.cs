namespace Checker.Reports.Charts;

/// <summary>One lane of a sequence chart.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record Lane(string Name, LaneKind Kind);
