using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>Szymanski's mutual exclusion, three processes (BEEM szymanski.1).</summary>
public sealed class Szymanski : Automaton
{
    private const int Processes = 3;

    private readonly int _me;
    private readonly Word[] _a;
    private readonly Word[] _w;
    private readonly Word[] _s;
    private readonly Word _j;

    public Szymanski(int me, Word[] a, Word[] w, Word[] s)
        : base($"P{me}", [.. a, .. w, .. s])
    {
        (_me, _a, _w, _s) = (me, a, w, s);
        _j = Variable("j");
    }

    public override async Step Run()
    {
        while (true)
        {
            await At("NCS", Always(m => (m[_a[_me]], m[_j]) = (1, 0)));
            while (await At("p2", When(m => HasNext(m) && Next(m, _s) == 0, Skip), When(IsAtEnd)) == 0) { }

            await At("p3", Always(m => (m[_w[_me]], m[_a[_me]]) = (1, 0)));
            while (await At("p4", When(m => m[_s[_me]] == 1, Rewind), When(m => m[_s[_me]] == 0, Rewind)) == 1)
            {
                await Enter();
            }

            while (
                await At(
                    "p9",
                    When(m => m[_j] < _me && Next(m, _w) == 0 && Next(m, _s) == 0, Skip),
                    When(m => m[_j] == _me)
                ) == 0
            ) { }

            await At("CS", Always(m => m[_s[_me]] = 0));
        }
    }

    private async Step Enter()
    {
        while (await At("p5", When(IsNextOutside, Skip), When(m => !IsNextOutside(m))) == 0) { }

        if (await At("p6", When(HasNext), When(IsAtEnd, m => (m[_s[_me]], m[_j]) = (1, 0))) == 1)
        {
            int way;
            do
            {
                way = await At(
                    "p61",
                    When(IsNextOutside, Skip),
                    When(m => HasNext(m) && Next(m, _a) == 1, m => m[_s[_me]] = 0),
                    When(IsAtEnd, m => (m[_w[_me]], m[_j]) = (0, 0))
                );
            } while (way == 0);
            if (way == 2)
            {
                while (await At("p64", When(m => HasNext(m) && Next(m, _w) == 0, Skip), When(IsAtEnd)) == 0) { }
            }
        }

        if (await At("p7", When(IsAtEnd), When(HasNext, Rewind)) == 1)
        {
            while (await At("p71", When(IsNextUndecided, Skip), When(m => !IsNextUndecided(m))) == 0) { }
        }

        await At(
            "p8",
            When(m => m[_j] != _me && HasNext(m), m => (m[_s[_me]], m[_w[_me]]) = (1, 0)),
            When(m => !(m[_j] != _me && HasNext(m)))
        );
    }

    private bool HasNext(Memory m) => m[_j] < Processes;

    private bool IsAtEnd(Memory m) => m[_j] == Processes;

    private int Next(Memory m, Word[] flags) => m[flags[m[_j]]];

    private bool IsNextOutside(Memory m) => HasNext(m) && Next(m, _a) == 0;

    private bool IsNextUndecided(Memory m) => HasNext(m) && (Next(m, _w) == 1 || Next(m, _s) == 0);

    private void Skip(Memory m) => m[_j]++;

    private void Rewind(Memory m) => m[_j] = 0;
}
