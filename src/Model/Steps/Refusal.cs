namespace Model.Steps;

/// <summary>The response of an operation that breaks a rule of the object it is performed on: the process fails with the rule as its claim.</summary>
internal sealed record Refusal(string Claim);
