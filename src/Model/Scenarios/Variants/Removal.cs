namespace Model.Scenarios.Variants;

/// <summary>What happens to a fixed form when one part of it is removed.</summary>
/// <param name="Variant">The fixed form.</param>
/// <param name="Part">The part.</param>
/// <param name="Expected">The verdict without it.</param>
/// <param name="Why">What it prevents or, where its removal is not caught, why it is redundant here.</param>
internal sealed record Removal(string Variant, string Part, ExpectedVerdict Expected, string Why);
