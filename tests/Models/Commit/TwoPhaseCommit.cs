using Model.Objects;
using Model.Systems;

namespace Models.Commit;

/// <summary>Two-phase commit by messages that stay readable for ever (TLA+ example TwoPhase).</summary>
internal static class TwoPhaseCommit
{
    public static SystemModel Build(int managers)
    {
        Word[] prepared = [.. Enumerable.Range(0, managers).Select(i => new Word($"prepared{i}"))];
        var (commit, abort) = (new Word("commit"), new Word("abort"));
        var coordinator = new Coordinator(prepared, commit, abort);
        var model = new SystemModel("TwoPhase").Process(coordinator.Name, coordinator.Run);
        string[] names = [.. Enumerable.Range(0, managers).Select(i => $"rm{i}")];
        for (int i = 0; i < managers; i++)
        {
            model.Process(names[i], new ResourceManager(names[i], prepared[i], commit, abort).Run);
        }

        return model.Always(
            "no manager commits when another aborts",
            states =>
                !(
                    names.Any(name => states.Pending(name)?.Source?.Routine == "committed")
                    && names.Any(name => states.Pending(name)?.Source?.Routine == "aborted")
                )
        );
    }
}
