namespace Checker.Patching;

/// <summary>A statement, or a body that is one expression, of a patch file.</summary>
/// <param name="Member">The member or local function that it is in.</param>
/// <param name="Line">Its first line, counted from 1.</param>
/// <param name="Column">The column of its first character, counted from 1.</param>
/// <param name="LastLine">Its last line that is not part of a statement within it.</param>
internal sealed record PatchStatement(string Member, int Line, int Column, int LastLine);
