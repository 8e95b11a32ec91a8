using Model.Scenarios;

namespace Checker.Traces;

/// <summary>A guest of the user's own that a trace is of.</summary>
/// <param name="Sha256">Hash of the image file.</param>
/// <param name="Request">The options it was checked with.</param>
public sealed record TracedGuest(string Sha256, GuestRequest Request);
