namespace Checker.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">The line of the opening fence, from 1 on.</param>
/// <param name="Kind">What follows the opening fence: a language, and perhaps a word more.</param>
/// <param name="Text">The lines within.</param>
internal sealed record FencedBlock(int Line, string Kind, string Text);
