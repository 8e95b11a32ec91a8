using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// Watches the order in which locks are taken, as the kernel's lock validator does: an order with a cycle is a
/// violation even in runs that do not deadlock. It also refuses to let a process sleep while it holds a spinlock.
/// </summary>
/// <remarks>
/// Everything seen so far is part of the state, so watching multiplies states; give it only to the locks in question. A
/// dependency counts once the second lock is taken; a <c>try</c> never waits and so makes none. Reader against reader
/// makes a cycle only where a reader may wait behind a queued writer.
/// </remarks>
public sealed class LockOrder : SharedObject<LockOrderState>
{
    /// <summary>Creates an order that has seen nothing.</summary>
    /// <param name="name">Unique within a model.</param>
    public LockOrder(string name = "lock order")
        : base(name, new LockOrderState(Sequence<HeldLock>.Empty, Sequence<LockDependency>.Empty)) { }

    /// <summary>The rule that asking for a lock breaks, or <c>null</c>.</summary>
    internal string? Misuse(StateView states, string process, string name, LockMode mode, bool sleeps)
    {
        var state = states.Of(this);
        if (sleeps && SleepMisuse(states, process, $"takes {name}") is { } sleeping)
        {
            return sleeping;
        }

        foreach (var asked in Asked(state, process, name, mode))
        {
            if (PathBack(state, asked) is { } path)
            {
                return $"the order of locks has no cycle: {string.Join(" -> ", path)}";
            }
        }

        return null;
    }

    /// <summary>The rule that sleeping breaks, or <c>null</c>.</summary>
    internal string? SleepMisuse(StateView states, string process, string action)
    {
        foreach (var held in states.Of(this).Held)
        {
            if (held.Process == process && held.Spins)
            {
                return $"nobody sleeps while holding a spinlock: {process} {action} while holding {held.Lock}";
            }
        }

        return null;
    }

    /// <summary>The change when a lock is taken.</summary>
    internal Change Taken(StateView states, HeldLock taken, bool waited)
    {
        var state = states.Of(this);
        var seen = waited ? state.With(Asked(state, taken.Process, taken.Lock, taken.Mode)) : state;
        return To(seen.With(taken));
    }

    /// <summary>The change when a process has waited for all holders of a lock without taking it.</summary>
    internal Change Waited(StateView states, string process, string name)
    {
        var state = states.Of(this);
        return To(state.With(Asked(state, process, name, LockMode.Exclusive)));
    }

    /// <summary>The change when a lock is released.</summary>
    internal Change Released(StateView states, string process, string name) =>
        To(states.Of(this).Without(process, name));

    private static IEnumerable<LockDependency> Asked(
        LockOrderState state,
        string process,
        string name,
        LockMode mode
    ) =>
        state
            .Held.Where(held => held.Process == process)
            .Select(held => new LockDependency(held.Lock, held.Mode, name, mode));

    // The names along a cycle that the new dependency closes.
    private static List<string>? PathBack(LockOrderState state, LockDependency asked)
    {
        var reached = new List<(LockDependency Last, List<string> Path)> { (asked, [asked.Held, asked.Asked]) };
        for (int i = 0; i < reached.Count; i++)
        {
            var (last, path) = reached[i];
            if (last.WaitsFor(asked))
            {
                return path;
            }

            foreach (var next in state.Dependencies)
            {
                if (last.WaitsFor(next) && !reached.Any(known => known.Last == next))
                {
                    reached.Add((next, [.. path, next.Asked]));
                }
            }
        }

        return null;
    }
}

/// <summary>What a <see cref="LockOrder"/> remembers.</summary>
/// <param name="Held">The locks that are held, by holder and name.</param>
/// <param name="Dependencies">Every dependency seen so far, in a fixed order.</param>
public readonly record struct LockOrderState(Sequence<HeldLock> Held, Sequence<LockDependency> Dependencies)
{
    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(", ", Held)}; {string.Join(", ", Dependencies)}";

    internal LockOrderState With(HeldLock taken) =>
        this with
        {
            Held = Sequence<HeldLock>.Of([
                .. Held.Append(taken)
                    .OrderBy(held => held.Process, StringComparer.Ordinal)
                    .ThenBy(held => held.Lock, StringComparer.Ordinal),
            ]),
        };

    internal LockOrderState With(IEnumerable<LockDependency> seen) =>
        this with
        {
            Dependencies = Sequence<LockDependency>.Of([
                .. Dependencies
                    .Union(seen)
                    .OrderBy(dependency => dependency.Held, StringComparer.Ordinal)
                    .ThenBy(dependency => dependency.Asked, StringComparer.Ordinal)
                    .ThenBy(dependency => dependency.HeldMode)
                    .ThenBy(dependency => dependency.AskedMode),
            ]),
        };

    internal LockOrderState Without(string process, string name) =>
        this with
        {
            Held = Sequence<HeldLock>.Of([.. Held.Where(held => held.Process != process || held.Lock != name)]),
        };
}

/// <summary>One lock was asked for while another was held.</summary>
/// <param name="Held">The lock that was held.</param>
/// <param name="HeldMode">How.</param>
/// <param name="Asked">The lock that was asked for.</param>
/// <param name="AskedMode">How.</param>
public readonly record struct LockDependency(string Held, LockMode HeldMode, string Asked, LockMode AskedMode)
{
    /// <summary>
    /// Whether whoever asks as here may have to wait for whoever holds as in <paramref name="next"/>; both speak of one
    /// lock.
    /// </summary>
    internal bool WaitsFor(LockDependency next) =>
        Asked == next.Held && (AskedMode != LockMode.Shared || next.HeldMode == LockMode.Exclusive);

    /// <inheritdoc/>
    public override string ToString() => $"{Held} -> {Asked}";
}

/// <summary>A lock that a process holds.</summary>
/// <param name="Process">The holder.</param>
/// <param name="Lock">The lock's name.</param>
/// <param name="Mode">How it is held.</param>
/// <param name="Spins">Whether waiters spin, so that the holder must not sleep.</param>
public readonly record struct HeldLock(string Process, string Lock, LockMode Mode, bool Spins)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Process} holds {Lock}";
}
