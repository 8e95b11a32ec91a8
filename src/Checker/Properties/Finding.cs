using Checker.Exploration;

namespace Checker.Properties;

/// <summary>The first violation of one property that a search met.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property's name; for an assertion the claim, for a deadlock just that word.</param>
/// <param name="Schedule">The way from the initial state.</param>
internal sealed record Finding(ViolationKind Kind, string Property, Schedule Schedule);
