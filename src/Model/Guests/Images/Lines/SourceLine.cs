namespace Model.Guests;

/// <summary>A line of a guest's source.</summary>
/// <param name="File">The file, as the compiler recorded it; a relative name usually counts from the folder of the image or of the build.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourceLine(string File, int Line);
