using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>A writer's first step: it takes the lock, or joins the queue of waiting writers.</summary>
internal sealed record LockQueue(KernelLock Lock, string Process) : Operation<bool>
{
    public override string Kind => "lock or queue";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var state = states.Of(Lock);
        if (Lock.Misuse(states, Process, LockMode.Exclusive, waits: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(state, Process, LockMode.Exclusive))
        {
            outcomes.Add(true, Lock.Taken(states, Process, LockMode.Exclusive, waits: true));
        }
        else
        {
            outcomes.Add(false, Lock.To(state with { Queue = state.Queue.Append(Process) }));
        }
    }

    protected override string Format(bool response) => response ? "taken" : "queued";
}
