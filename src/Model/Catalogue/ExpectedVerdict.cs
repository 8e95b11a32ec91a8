namespace Model.Catalogue;

/// <summary>The verdict that a catalogue entry must get.</summary>
/// <param name="Violated">False when every property must hold.</param>
/// <param name="Kinds">
/// The kinds of violation that must be found, no more and no fewer: <c>invariant</c>, <c>stuck</c> ...; ordinal order.
/// None when it does not matter how it is violated.
/// </param>
public sealed record ExpectedVerdict(bool Violated, IReadOnlyList<string> Kinds)
{
    /// <summary>Every property holds.</summary>
    public static ExpectedVerdict Holds { get; } = new(false, []);

    /// <summary>Whether it matters how it is violated.</summary>
    public bool NamesKinds => Kinds.Count > 0;

    /// <summary>Properties of just these kinds fail; without kinds, some property does.</summary>
    public static ExpectedVerdict Violates(params ReadOnlySpan<string> kinds) =>
        new(true, [.. kinds.ToArray().Order(StringComparer.Ordinal)]);
}
