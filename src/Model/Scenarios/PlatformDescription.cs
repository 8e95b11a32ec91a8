namespace Model.Scenarios;

/// <summary>What a user is told about a platform.</summary>
/// <param name="Name">As <c>--on</c> takes it.</param>
/// <param name="Summary">How it treats a guest's memory accesses, in one line.</param>
/// <param name="Evidence">How sure that is.</param>
/// <param name="Sources">Where it is from: routines and versions.</param>
/// <param name="Parameters">What can be set about it.</param>
public sealed record PlatformDescription(string Name, string Summary, Evidence Evidence, string Sources, IReadOnlyList<Parameter> Parameters);
