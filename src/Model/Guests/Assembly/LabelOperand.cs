namespace Model.Guests;

/// <summary>The target of a branch, by name.</summary>
/// <param name="Name">A label among the assembled lines.</param>
internal sealed record LabelOperand(string Name) : Operand(0);
