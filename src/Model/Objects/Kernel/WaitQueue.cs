using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// A wait queue: a wake reaches exactly the processes that are in the queue at that moment, and is lost on all others.
/// </summary>
/// <remarks>
/// The right order is: <see cref="Prepare"/>, look at the condition, <see cref="Schedule"/> if it is false,
/// <see cref="Finish"/>. Looking before preparing loses the wake that comes in between. A process waits in one queue at
/// a time. Signals are not modelled.
/// </remarks>
public sealed class WaitQueue : SharedObject<Sequence<Waiter>>
{
    /// <summary>Creates an empty queue.</summary>
    /// <param name="name">Unique within a model.</param>
    public WaitQueue(string name)
        : base(name, Sequence<Waiter>.Empty) { }

    /// <summary>Joins the queue without setting the task state (<c>add_wait_queue</c>).</summary>
    public Operation<Nothing> Add() => Join(isSleeping: false, "add to wait queue");

    /// <summary>
    /// Joins the queue and sets the task state, in one step with regard to wakes (<c>prepare_to_wait</c>).
    /// </summary>
    public Operation<Nothing> Prepare() => Join(isSleeping: true, "prepare to wait");

    /// <summary>
    /// Gives up the processor (<c>schedule</c>): blocked while the process is in the queue and set to sleep, else over
    /// at once.
    /// </summary>
    public Operation<Nothing> Schedule()
    {
        string process = StepContext.Required.Process;
        return Await("schedule", waiters => !waiters.Contains(new Waiter(process, true)));
    }

    /// <summary>Leaves the queue (<c>finish_wait</c>).</summary>
    public Operation<Nothing> Finish()
    {
        string process = StepContext.Required.Process;
        return Rule("finish wait", waiters => Effect.To(Without(waiters, process)));
    }

    /// <summary>Wakes every sleeper in the queue (<c>wake_up_all</c>).</summary>
    public Operation<Nothing> WakeAll() =>
        Rule(
            "wake all",
            waiters => Effect.To(Sequence<Waiter>.Of([.. waiters.Select(waiter => waiter with { IsSleeping = false })]))
        );

    /// <summary>Wakes the sleeper that joined first (<c>wake_up</c> with exclusive waiters).</summary>
    /// <returns>Whether there was one.</returns>
    public Operation<bool> WakeOne() => Rule("wake one", WithFirstAwake);

    private Operation<Nothing> Join(bool isSleeping, string kind)
    {
        string process = StepContext.Required.Process;
        return Rule(kind, waiters => Effect.To(Joined(waiters, new Waiter(process, isSleeping))));
    }

    // A process that is in the queue already keeps its place.
    private static Sequence<Waiter> Joined(Sequence<Waiter> waiters, Waiter waiter)
    {
        for (int i = 0; i < waiters.Count; i++)
        {
            if (waiters[i].Process == waiter.Process)
            {
                return waiters.With(i, waiter);
            }
        }

        return waiters.Append(waiter);
    }

    private static Sequence<Waiter> Without(Sequence<Waiter> waiters, string process) =>
        Sequence<Waiter>.Of([.. waiters.Where(waiter => waiter.Process != process)]);

    private static Effect<Sequence<Waiter>, bool> WithFirstAwake(Sequence<Waiter> waiters)
    {
        for (int i = 0; i < waiters.Count; i++)
        {
            if (waiters[i].IsSleeping)
            {
                return Effect.To(waiters.With(i, waiters[i] with { IsSleeping = false }), true);
            }
        }

        return Effect.To(waiters, false);
    }
}

/// <summary>A process in a wait queue.</summary>
/// <param name="Process">Who.</param>
/// <param name="IsSleeping">Whether it has said that it is about to sleep, and nobody has woken it since.</param>
public readonly record struct Waiter(string Process, bool IsSleeping)
{
    /// <inheritdoc/>
    public override string ToString() => IsSleeping ? $"{Process} sleeping" : $"{Process} running";
}
