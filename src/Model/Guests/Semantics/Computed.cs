namespace Model.Guests;

/// <summary>A result and all flags after the operation that computed it.</summary>
internal readonly record struct Computed(ulong Value, CpuFlags Flags);
