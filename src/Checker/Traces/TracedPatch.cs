namespace Checker.Traces;

/// <summary>The patch file that a trace was made with.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Sha256">Of its content, as lower-case hexadecimal digits.</param>
public sealed record TracedPatch(string File, string Sha256);
