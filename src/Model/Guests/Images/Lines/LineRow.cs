namespace Model.Guests;

/// <summary>A row of a line table: from this address on the code belongs to the line, up to the next row.</summary>
/// <param name="Address">The address.</param>
/// <param name="Line">The line; <c>null</c> for code that belongs to none, and at the end of a sequence of rows.</param>
internal readonly record struct LineRow(ulong Address, SourceLine? Line);
