namespace Checker.Litmus.Synthesis;

/// <summary>A program on which a platform shows what the hardware forbids.</summary>
/// <param name="Program">The program.</param>
/// <param name="Text">It as a test that claims that the forbidden outcomes do not happen.</param>
/// <param name="Forbidden">The forbidden outcomes.</param>
internal sealed record SynthesisFinding(SynthesisProgram Program, string Text, IReadOnlyList<string> Forbidden);
