namespace Model.Steps;

/// <summary>One possible result of an operation: what it answers and what it changes.</summary>
internal readonly record struct Outcome(object? Response, Change[] Changes);
