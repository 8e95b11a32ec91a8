using Model.Objects;
using Model.Steps;
using Models.Automata;

namespace Models.Commit;

/// <summary>
/// The coordinator of <see cref="TwoPhaseCommit"/>: notes who is prepared, then commits, or aborts at any time.
/// </summary>
internal sealed class Coordinator : Automaton
{
    private readonly Word _commit;
    private readonly Word _abort;
    private readonly Word[] _noted;
    private readonly Branch[] _notes;

    public Coordinator(Word[] prepared, Word commit, Word abort)
        : base("tm", [.. prepared, commit, abort])
    {
        (_commit, _abort) = (commit, abort);
        _noted = [.. prepared.Select(vote => Variable($"noted {vote.Name}"))];

        // Made once: two branches are the same when they are the same code over the same object.
        _notes = [.. prepared.Zip(_noted, (vote, note) => When(m => m[vote] == 1, m => m[note] = 1))];
    }

    private Branch Commit => When(m => _noted.All(note => m[note] == 1), m => m[_commit] = 1);

    private Branch Abort => Always(m => m[_abort] = 1);

    public override async Step Run()
    {
        int way;
        do
        {
            way = await At("init", [Commit, Abort, .. _notes]);
        } while (way > 1);
    }
}
