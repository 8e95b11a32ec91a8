namespace Model.Guests;

/// <summary>A CPU of a guest.</summary>
/// <param name="Number">From 0; its process is called <c>cpu</c> and this number.</param>
/// <param name="Entry">Address of its first instruction.</param>
/// <param name="StackSize">Bytes of stack, at most 32768; 0 for none.</param>
public sealed record CpuConfiguration(int Number, ulong Entry, ulong StackSize);
