using Model.Systems;

namespace Models;

/// <summary>A model whose number of reachable states is known from elsewhere.</summary>
/// <param name="Name">Names the model in test results.</param>
/// <param name="Build">Builds it anew.</param>
/// <param name="States">Reachable states.</param>
/// <param name="Transitions">Transitions between them; <c>null</c> when unknown.</param>
/// <param name="Depth">Length of the longest shortest way to a state; <c>null</c> when unknown.</param>
public sealed record PublishedModel(
    string Name,
    Func<SystemModel> Build,
    long States,
    long? Transitions = null,
    int? Depth = null
)
{
    /// <summary>
    /// The violations: kind, then the number of steps of a shortest trace. Empty when every property holds.
    /// </summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    public override string ToString() => Name;
}
