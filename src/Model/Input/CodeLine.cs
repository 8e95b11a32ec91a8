namespace Model.Input;

/// <summary>One instruction of a guest's listing.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Label">The symbol at this address, or empty.</param>
/// <param name="Text">Its disassembly.</param>
public sealed record CodeLine(ulong Address, string Label, string Text);
