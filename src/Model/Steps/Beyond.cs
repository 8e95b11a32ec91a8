namespace Model.Steps;

/// <summary>The response of an operation that goes beyond a limit of its model: the step is not taken.</summary>
internal sealed record Beyond(string Limit);
