namespace Model.Guests;

/// <summary>What IN or OUT does at an I/O port.</summary>
/// <param name="Port">The port's number.</param>
/// <param name="Size">Bytes: 1, 2 or 4.</param>
/// <param name="Value">What OUT writes; 0 for IN.</param>
public readonly record struct PortAccess(ushort Port, int Size, uint Value);
