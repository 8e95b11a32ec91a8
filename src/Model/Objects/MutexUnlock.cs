using Model.Steps;

namespace Model.Objects;

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
