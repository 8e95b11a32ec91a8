namespace Model.Guests;

/// <summary>A name for an address.</summary>
/// <param name="Name">The name; never empty.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Size">Bytes it covers; 0 when unknown, as for labels in assembly.</param>
/// <param name="IsFunction">Whether the file says that code starts here, so that an indirect call may go there.</param>
/// <param name="IsGlobal">Whether the name is visible outside its source file; preferred among equals.</param>
public sealed record GuestSymbol(string Name, ulong Address, ulong Size = 0, bool IsFunction = false, bool IsGlobal = true);
