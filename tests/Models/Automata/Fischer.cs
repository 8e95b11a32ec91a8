using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>Fischer's timed mutual exclusion, three processes (BEEM fischer.1).</summary>
public sealed class Fischer : Automaton
{
    public const ulong Off = 255;

    private readonly int _me;
    private readonly Word _owner;
    private readonly Word _timer;

    public Fischer(int me, Word owner, Word timer)
        : base($"P{me}", owner, timer) => (_me, _owner, _timer) = (me, owner, timer);

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", When(m => m[_owner] == 0, m => m[_timer] = 2));
            await At("try", Always(m => (m[_timer], m[_owner]) = (3, _me + 1)));
            int way;
            do
            {
                way = await At(
                    "wait",
                    When(m => m[_timer] == 0, m => m[_timer] = (int)Off),
                    When(m => m[_timer] == (int)Off && m[_owner] == _me + 1),
                    When(m => m[_timer] == (int)Off && m[_owner] != _me + 1)
                );
            } while (way == 0);
            if (way == 1)
            {
                await At("CS", Always(m => m[_owner] = 0));
            }
        }
    }
}
