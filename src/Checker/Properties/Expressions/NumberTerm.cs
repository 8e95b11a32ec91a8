using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>A part of an expression whose value is a number.</summary>
internal sealed record NumberTerm(int Start, int End, Func<StateView, Int128> Value) : Term(Start, End);
