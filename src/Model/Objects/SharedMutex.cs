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
    public Operation<Nothing> Lock()
    {
        string process = StepContext.Required.Process;
        return Rule("lock", holder => holder.Length == 0 ? Effect.To(process) : Effect.Blocked);
    }

    /// <summary>Takes the mutex when it is free.</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryLock()
    {
        string process = StepContext.Required.Process;
        return Rule(
            "try lock",
            holder => holder.Length == 0 ? Effect.To(process, true) : Effect.To(holder, false),
            format: taken => taken ? "taken" : "busy"
        );
    }

    /// <summary>Releases the mutex. Answers false, and releases nothing, when the process does not hold it.</summary>
    public Operation<bool> TryUnlock()
    {
        string process = StepContext.Required.Process;
        return Rule(
            "unlock",
            holder => holder == process ? Effect.To("", true) : Effect.To(holder, false),
            format: held => held ? "" : "not the holder"
        );
    }

    /// <summary>Releases the mutex.</summary>
    /// <exception cref="AssertionException">The process does not hold it: a violation.</exception>
    public async Step Unlock()
    {
        bool held = await TryUnlock();
        Claim.That(held, $"{Name} is released only by its holder");
    }

    /// <inheritdoc/>
    protected internal override string Format(string state) => state.Length == 0 ? "free" : $"held by {state}";
}
