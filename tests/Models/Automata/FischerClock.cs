using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>The clock of <see cref="Fischer"/>: lets time pass while no timer has run out.</summary>
public sealed class FischerClock : Automaton
{
    private readonly Word[] _timers;

    public FischerClock(Word[] timers)
        : base("Timer", timers) => _timers = timers;

    public override async Step Run()
    {
        while (true)
        {
            await At("q", When(m => _timers.All(timer => m[timer] != 0), Tick));
        }
    }

    private void Tick(Memory m)
    {
        foreach (var timer in _timers)
        {
            m[timer] -= m[timer] != (int)Fischer.Off ? 1 : 0;
        }
    }
}
