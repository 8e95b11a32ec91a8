using Model.Guests;

namespace Model.Litmus;

/// <summary>The address of a location as a constant, until the location has its place.</summary>
/// <param name="Value">The location and what is added.</param>
internal sealed record AddressOperand(LitmusValue Value) : Operand(8);
