namespace Model.Scenarios;

/// <summary>All scenarios.</summary>
public static class Catalogue
{
    /// <summary>The scenarios in the order in which <c>checker list</c> shows them.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } = [new LhvExchange(), new XmhfLapic.XmhfLapicScenario(), new Memslots.MemslotUpdate()];
}
