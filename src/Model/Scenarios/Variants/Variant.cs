namespace Model.Scenarios.Variants;

/// <summary>One form of the code that a scenario is about: as it was, as somebody fixed it, or as one might think of fixing it.</summary>
/// <param name="Name">As <c>--on</c> takes it.</param>
/// <param name="Summary">What is special about it, in one line.</param>
/// <param name="Evidence">How sure it is that such code behaves as modelled.</param>
/// <param name="Sources">Where it is from: routines, versions, commits.</param>
/// <param name="Observed">What was reported of it, or empty.</param>
/// <param name="Expected">The verdict that it must get.</param>
internal sealed record Variant(string Name, string Summary, Evidence Evidence, string Sources, string Observed, ExpectedVerdict Expected);
