namespace Checker.Validation;

/// <summary>A step that a patch overrides, in JSON.</summary>
/// <param name="Step">The method.</param>
/// <param name="Routine">The routine that it stands for.</param>
/// <param name="Reached">Whether any run reached it.</param>
internal sealed record OverrideReport(string Step, string Routine, bool Reached);
