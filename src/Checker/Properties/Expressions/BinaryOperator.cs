namespace Checker.Properties.Expressions;

/// <summary>An operator between two operands.</summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Precedence">The higher, the tighter it binds.</param>
internal abstract record BinaryOperator(string Symbol, int Precedence);
