using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>Peterson's filter lock for three processes (BEEM peterson.1).</summary>
public sealed class Peterson : Automaton
{
    private const int Processes = 3;

    private readonly int _me;
    private readonly Word[] _pos;
    private readonly Word[] _step;
    private readonly Word _j;
    private readonly Word _k;

    public Peterson(int me, Word[] pos, Word[] step)
        : base($"P{me}", [.. pos, .. step])
    {
        (_me, _pos, _step) = (me, pos, step);
        _j = Variable("j");
        _k = Variable("k");
    }

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", Always(m => m[_j] = 1));
            while (
                await At("wait", When(m => m[_j] < Processes, m => m[_pos[_me]] = m[_j]), When(m => m[_j] == Processes))
                == 0
            )
            {
                await At(
                    "q2",
                    Always(m =>
                    {
                        m[_step[m[_j] - 1]] = _me;
                        m[_k] = 0;
                    })
                );
                while (
                    await At(
                        "q3",
                        When(m => m[_k] < Processes && (m[_k] == _me || m[_pos[m[_k]]] < m[_j]), m => m[_k]++),
                        When(m => m[_step[m[_j] - 1]] != _me || m[_k] == Processes, m => m[_j]++)
                    ) == 0
                ) { }
            }

            await At("CS", Always(m => m[_pos[_me]] = 0));
        }
    }
}
