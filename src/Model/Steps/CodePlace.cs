namespace Model.Steps;

/// <summary>Where in a model's code a rule is broken.</summary>
/// <param name="Type">The compiler's state machine of the method, or the type that holds the variable.</param>
/// <param name="Variable">The local, field or captured variable, or <c>null</c> when it has no name.</param>
/// <param name="IsWritten">Whether it is the writing of the variable that breaks the rule, and not its being
/// there.</param>
internal sealed record CodePlace(Type Type, string? Variable, bool IsWritten = false);
