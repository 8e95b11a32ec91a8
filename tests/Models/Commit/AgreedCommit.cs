using Model.Objects;
using Model.Steps;
using Model.Systems;
using Models.Automata;

namespace Models.Commit;

/// <summary>
/// Transaction commitment as it should be: a resource manager that looks at all others in one step (TLA+ example
/// TCommit).
/// </summary>
public sealed class AgreedCommit : Automaton
{
    private const int Working = 0;
    private const int Prepared = 1;
    private const int Committed = 2;
    private const int Aborted = 3;

    private readonly Word[] _all;
    private readonly Word _mine;

    private AgreedCommit(int me, Word[] all)
        : base($"rm{me}", all) => (_all, _mine) = (all, all[me]);

    public static SystemModel Build(int managers)
    {
        Word[] all = [.. Enumerable.Range(0, managers).Select(i => new Word($"state{i}"))];
        var model = new SystemModel("TCommit");
        for (int i = 0; i < managers; i++)
        {
            model.Process($"rm{i}", new AgreedCommit(i, all).Run);
        }

        return model.Always(
            "no manager commits when another aborts",
            states =>
                !(all.Any(state => states.Of(state) == Committed) && all.Any(state => states.Of(state) == Aborted))
        );
    }

    public override async Step Run()
    {
        if (await At("working", Always(m => m[_mine] = Prepared), Abort()) == 0)
        {
            await At(
                "prepared",
                When(m => _all.All(other => m[other] is Prepared or Committed), m => m[_mine] = Committed),
                Abort()
            );
        }
    }

    private Branch Abort() => When(m => _all.All(other => m[other] != Committed), m => m[_mine] = Aborted);
}
