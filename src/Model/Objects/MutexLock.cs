using Model.Steps;

namespace Model.Objects;

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
