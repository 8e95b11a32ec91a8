using Model.Steps;

namespace Model.Objects;

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
