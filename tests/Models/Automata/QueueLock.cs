using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>
/// The queue lock of Mellor-Crummey and Scott without its own node reset, three processes (BEEM mcs.2). It can
/// deadlock.
/// </summary>
public sealed class QueueLock : Automaton
{
    public const ulong Nobody = 255;

    private readonly int _me;
    private readonly Word[] _next;
    private readonly Word[] _locked;
    private readonly Word _tail;
    private readonly Word _predecessor;

    public QueueLock(int me, Word[] next, Word[] locked, Word tail)
        : base($"P{me}", [.. next, .. locked, tail])
    {
        (_me, _next, _locked, _tail) = (me, next, locked, tail);
        _predecessor = Variable("pred");
    }

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", Always(m => m[_next[_me]] = (int)Nobody));
            await At("p2", Always(m => (m[_predecessor], m[_tail]) = (m[_tail], _me)));
            if (
                await At("p3", When(m => m[_predecessor] == (int)Nobody), When(m => m[_predecessor] != (int)Nobody))
                == 1
            )
            {
                await At("p4", Always(m => m[_locked[_me]] = 1));
                await At("p5", Always(m => m[_next[m[_predecessor]]] = _me));
                await At("p6", When(m => m[_locked[_me]] == 0));
            }

            if (await At("CS", When(m => m[_next[_me]] == (int)Nobody), When(m => m[_next[_me]] != (int)Nobody)) == 0)
            {
                if (
                    await At("p9", When(m => m[_tail] == _me, m => m[_tail] = (int)Nobody), When(m => m[_tail] != _me))
                    == 0
                )
                {
                    continue;
                }

                await At("p10", When(m => m[_next[_me]] != (int)Nobody));
            }

            await At("p13", Always(m => m[_locked[_me]] = 0));
        }
    }
}
