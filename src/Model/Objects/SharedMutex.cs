using Model.Steps;

namespace Model.Objects;

/// <summary>
/// A lock that one process holds at a time and that only its holder may release. Taking it again while holding it
/// blocks for ever.
/// </summary>
public sealed class SharedMutex : SharedObject<string>
{
    /// <summary>Creates a free mutex.</summary>
    /// <param name="name">Unique within a model.</param>
    public SharedMutex(string name)
        : base(name, "") { }

    /// <summary>Takes the mutex; blocked while any process holds it.</summary>
    public Operation<Nothing> Lock() => new MutexLock(this, StepContext.Required.Process);

    /// <summary>Takes the mutex when it is free.</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryLock() => new MutexTryLock(this, StepContext.Required.Process);

    /// <summary>Releases the mutex. Answers false, and releases nothing, when the process does not hold it.</summary>
    public Operation<bool> TryUnlock() => new MutexUnlock(this, StepContext.Required.Process);

    /// <summary>Releases the mutex.</summary>
    /// <exception cref="AssertionException">The process does not hold it: a violation.</exception>
    public async Step Unlock()
    {
        bool held = await TryUnlock();
        Claim.That(held, $"{Name} is released only by its holder");
    }

    /// <summary>
    /// Whether <paramref name="process"/> holds the mutex in the given state; empty asks whether it is free.
    /// </summary>
    public bool IsHeldBy(StateView states, string process)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Of(this) == process;
    }

    /// <inheritdoc/>
    protected internal override string Format(string state) => state.Length == 0 ? "free" : $"held by {state}";
}

internal sealed record MutexLock(SharedMutex Mutex, string Process) : Operation<Nothing>
{
    public override string Kind => "lock";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Mutex)];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (states.Of(Mutex).Length == 0)
        {
            outcomes.Add(default, Mutex.To(Process));
        }
    }
}

internal sealed record MutexTryLock(SharedMutex Mutex, string Process) : Operation<bool>
{
    public override string Kind => "try lock";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Mutex)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (states.Of(Mutex).Length == 0)
        {
            outcomes.Add(true, Mutex.To(Process));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "taken" : "busy";
}

internal sealed record MutexUnlock(SharedMutex Mutex, string Process) : Operation<bool>
{
    public override string Kind => "unlock";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Mutex)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (states.Of(Mutex) == Process)
        {
            outcomes.Add(true, Mutex.To(""));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "" : "not the holder";
}
