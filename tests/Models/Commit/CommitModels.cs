namespace Models.Commit;

/// <summary>The transaction commitment models of the TLA+ examples, three resource managers.</summary>
public static class CommitModels
{
    // TLC counts the initial state as one more transition, and levels: the depth plus one.
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("TCommit", () => AgreedCommit.Build(3), 34, 94 - 1, 7 - 1),
        new("TwoPhase", () => TwoPhaseCommit.Build(3), 288, 1_146 - 1, 11 - 1),
    ];
}
