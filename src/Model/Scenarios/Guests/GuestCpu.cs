namespace Model.Scenarios;

/// <summary>A CPU of a guest of the user's own.</summary>
/// <param name="Number">Its number: the process is called <c>cpu0</c>, <c>cpu1</c> ...</param>
/// <param name="Entry">The symbol or the address of its first instruction.</param>
/// <param name="StackSize">Bytes of a stack of its own; <c>null</c> for none.</param>
public sealed record GuestCpu(int Number, string Entry, int? StackSize);
