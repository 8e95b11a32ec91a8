using Checker.Exploration;

namespace Checker.Explorer;

/// <summary>A property that fails in a state.</summary>
/// <param name="Kind">How.</param>
/// <param name="Property">The property.</param>
internal readonly record struct Failure(ViolationKind Kind, string Property);
