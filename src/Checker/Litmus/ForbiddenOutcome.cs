namespace Checker.Litmus;

/// <summary>An outcome that the hardware forbids, in JSON.</summary>
/// <param name="Outcome">The final state.</param>
/// <param name="Steps">Steps of a shortest trace that ends so.</param>
internal sealed record ForbiddenOutcome(string Outcome, int Steps);
