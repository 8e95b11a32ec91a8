using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>
/// Lamport's bakery with tickets up to 9 (BEEM bakery.1). A process that would need a tenth ticket waits for ever.
/// </summary>
public sealed class Bakery : Automaton
{
    private const int Processes = 2;
    private const int LastTicket = 9;

    private readonly int _me;
    private readonly Word[] _choosing;
    private readonly Word[] _number;
    private readonly Word _j;
    private readonly Word _max;

    public Bakery(int me, Word[] choosing, Word[] number)
        : base($"P{me}", [.. choosing, .. number])
    {
        (_me, _choosing, _number) = (me, choosing, number);
        _j = Variable("j");
        _max = Variable("max");
    }

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", Always(m => (m[_choosing[_me]], m[_j], m[_max]) = (1, 0, 0)));
            while (
                await At(
                    "choose",
                    When(m => m[_j] < Processes && m[_number[m[_j]]] > m[_max], m => m[_max] = m[_number[m[_j]++]]),
                    When(m => m[_j] < Processes && m[_number[m[_j]]] <= m[_max], m => m[_j]++),
                    When(m => m[_j] == Processes && m[_max] < LastTicket, TakeTicket)
                ) != 2
            ) { }

            while (
                await At(
                    "for_loop",
                    When(m => m[_j] < Processes && m[_choosing[m[_j]]] == 0),
                    When(m => m[_j] == Processes)
                ) == 0
            )
            {
                await At("wait", When(IsBefore, m => m[_j]++));
            }

            await At("CS", Always(m => m[_number[_me]] = 0));
        }
    }

    private void TakeTicket(Memory m) => (m[_number[_me]], m[_j], m[_choosing[_me]]) = (m[_max] + 1, 0, 0);

    private bool IsBefore(Memory m)
    {
        int other = m[_number[m[_j]]];
        int mine = m[_number[_me]];
        return other == 0 || other > mine || (other == mine && _me <= m[_j]);
    }
}
