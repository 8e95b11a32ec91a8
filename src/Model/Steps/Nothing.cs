namespace Model.Steps;

/// <summary>The response of an operation that has nothing to tell.</summary>
public readonly record struct Nothing;
