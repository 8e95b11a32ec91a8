using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Models.Automata;

/// <summary>
/// Models of BEEM, the benchmark for explicit model checkers, with its published states, transitions and breadth-first
/// levels.
/// </summary>
public static class BeemModels
{
    // BEEM counts breadth-first levels: the depth, plus one for the level of the initial state.
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("peterson.1", () => Exclusive("peterson.1", PetersonProcesses()), 12_498, 33_369, 53),
        new("bakery.1", () => Exclusive("bakery.1", BakeryProcesses()), 1_506, 2_697, 100)
        {
            Violations = ["Deadlock 87"],
        },
        new("mcs.2", () => Exclusive("mcs.2", QueueLockProcesses()), 1_408, 3_222, 21) { Violations = ["Deadlock 20"] },
        new("lamport.3", () => Exclusive("lamport.3", FastLockProcesses()), 38_067, 102_747, 70)
        {
            Violations = ["Deadlock 15", "Invariant 22"],
        },
        new("fischer.1", () => Exclusive("fischer.1", FischerProcesses()), 634, 1_395, 17),
        new("szymanski.1", () => Exclusive("szymanski.1", SzymanskiProcesses()), 20_264, 56_701, 71),
        new("phils.1", Philosophers, 80, 212, 9) { Violations = ["Deadlock 4"] },
    ];

    private static Word[] Words(string name, int count, ulong initial = 0) =>
        [.. Enumerable.Range(0, count).Select(i => new Word($"{name}{i}", initial))];

    private static SystemModel Exclusive(string name, IEnumerable<Automaton> processes)
    {
        var model = new SystemModel(name);
        foreach (var process in processes)
        {
            model.Process(process.Name, process.Run);
        }

        string[] contenders = [.. model.Processes.Select(process => process.Name).Where(process => process != "Timer")];
        return model.Always("at most one in the critical section", states => contenders.Count(states.IsCritical) <= 1);
    }

    private static bool IsCritical(this StateView states, string process) =>
        states.Pending(process)?.Source?.Routine == "CS";

    private static IEnumerable<Automaton> PetersonProcesses()
    {
        var (pos, step) = (Words("pos", 3), Words("step", 3));
        return Enumerable.Range(0, 3).Select(me => new Peterson(me, pos, step));
    }

    private static IEnumerable<Automaton> BakeryProcesses()
    {
        var (choosing, number) = (Words("choosing", 2), Words("number", 2));
        return Enumerable.Range(0, 2).Select(me => new Bakery(me, choosing, number));
    }

    private static IEnumerable<Automaton> QueueLockProcesses()
    {
        var (next, locked, tail) = (
            Words("next", 3, QueueLock.Nobody),
            Words("locked", 3),
            new Word("tail", QueueLock.Nobody)
        );
        return Enumerable.Range(0, 3).Select(me => new QueueLock(me, next, locked, tail));
    }

    private static IEnumerable<Automaton> FastLockProcesses()
    {
        var (b, x, y) = (Words("b", 3), new Word("x", FastLock.Nobody), new Word("y", FastLock.Nobody));
        return Enumerable.Range(0, 3).Select(me => new FastLock(me, b, x, y));
    }

    private static IEnumerable<Automaton> FischerProcesses()
    {
        var (owner, timers) = (new Word("id"), Words("t", 3, Fischer.Off));
        return [.. Enumerable.Range(0, 3).Select(me => new Fischer(me, owner, timers[me])), new FischerClock(timers)];
    }

    private static IEnumerable<Automaton> SzymanskiProcesses()
    {
        var (a, w, s) = (Words("a", 3), Words("w", 3), Words("s", 3));
        return Enumerable.Range(0, 3).Select(me => new Szymanski(me, a, w, s));
    }

    private static SystemModel Philosophers()
    {
        SharedMutex[] forks = [.. Enumerable.Range(0, 4).Select(i => new SharedMutex($"fork{i}"))];
        async Step Philosopher(SharedMutex left, SharedMutex right)
        {
            while (true)
            {
                await left.Lock();
                await right.Lock();
                await left.Unlock();
                await right.Unlock();
            }
        }

        var model = new SystemModel("phils.1");
        for (int i = 0; i < forks.Length; i++)
        {
            var (left, right) = (forks[i], forks[(i + 1) % forks.Length]);
            model.Process($"P{i}", () => Philosopher(left, right));
        }

        return model;
    }
}
