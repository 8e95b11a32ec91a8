namespace Checker.Exploration;

/// <summary>The first state in which a property was seen to fail.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property's name.</param>
/// <param name="State">The state's number in its search.</param>
internal readonly record struct Sighting(ViolationKind Kind, string Property, int State);
