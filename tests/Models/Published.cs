using Models.Automata;
using Models.Commit;
using Models.Programs;
using Models.Workload;

namespace Models;

/// <summary>Every model with a published count.</summary>
public static class Published
{
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        .. BeemModels.All,
        .. CommitModels.All,
        .. CounterPrograms.All,
        .. LockPrograms.All,
        .. LitmusPrograms.All,
        .. FlagPrograms.All,
        .. TokenWorkload.All,
    ];
}
