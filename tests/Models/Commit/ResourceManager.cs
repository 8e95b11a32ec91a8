using Model.Objects;
using Model.Steps;
using Models.Automata;

namespace Models.Commit;

/// <summary>A resource manager of <see cref="TwoPhaseCommit"/>.</summary>
internal sealed class ResourceManager : Automaton
{
    private const int Prepare = 0;
    private const int Commit = 1;

    private readonly Word _prepared;
    private readonly Word _commit;
    private readonly Word _abort;

    public ResourceManager(string name, Word prepared, Word commit, Word abort)
        : base(name, prepared, commit, abort) => (_prepared, _commit, _abort) = (prepared, commit, abort);

    private Branch IsCommitted => When(m => m[_commit] == 1);

    private Branch IsAborted => When(m => m[_abort] == 1);

    public override async Step Run()
    {
        int decision = await At("working", Always(m => m[_prepared] = 1), IsCommitted, IsAborted, Always(_ => { }));
        if (decision == Prepare)
        {
            decision = Commit + await At("prepared", IsCommitted, IsAborted);
        }

        // A message can be read again and again.
        bool commits = decision == Commit;
        while (true)
        {
            if (commits)
            {
                await At("committed", IsCommitted, IsAborted);
            }
            else
            {
                await At("aborted", IsCommitted, IsAborted);
            }
        }
    }
}
