namespace Checker.Traces;

/// <summary>The scenario file that a trace is of.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Sha256">Of its content, as lower-case hexadecimal digits.</param>
public sealed record TracedScenario(string File, string Sha256);
