using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>
/// Lamport's fast mutual exclusion with an error put in, three processes (BEEM lamport.3): two can be in the critical
/// section.
/// </summary>
public sealed class FastLock : Automaton
{
    public const ulong Nobody = 255;
    private const int Processes = 3;

    private readonly int _me;
    private readonly Word[] _b;
    private readonly Word _x;
    private readonly Word _y;
    private readonly Word _j;

    public FastLock(int me, Word[] b, Word x, Word y)
        : base($"P{me}", [.. b, x, y])
    {
        (_me, _b, _x, _y) = (me, b, x, y);
        _j = Variable("j");
    }

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", Always(m => m[_b[_me]] = 1));
            await At("q1", Always(m => m[_x] = _me));
            if (
                await At("q2", When(m => m[_y] != (int)Nobody, m => m[_b[_me]] = 0), When(m => m[_y] == (int)Nobody))
                == 0
            )
            {
                await At("q22", When(m => m[_y] == (int)Nobody));
                continue;
            }

            await At("p", Always(m => m[_y] = _me));
            if (
                await At("q3", When(m => m[_x] == _me), When(m => m[_x] != _me, m => (m[_b[_me]], m[_j]) = (0, 0))) == 1
            )
            {
                while (
                    await At(
                        "q4",
                        When(m => m[_j] < Processes && m[_b[m[_j]]] == 0, m => m[_j]++),
                        When(m => m[_j] == Processes)
                    ) == 0
                ) { }

                if (await At("q5", When(m => m[_y] == m[_x]), When(m => m[_y] == (int)Nobody)) == 1)
                {
                    continue;
                }
            }

            await At("CS", Always(m => m[_y] = (int)Nobody));
            await At("e1", Always(m => m[_b[_me]] = 0));
        }
    }
}
