using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>The beginning of a grace period: new readers get the other index.</summary>
internal sealed record SrcuFlip(SleepableRcu Section, string Process) : Operation<Nothing>
{
    public override string Kind => "synchronize";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Section);
        if (state.HasReader(Process))
        {
            outcomes.Refuse($"nobody synchronizes {Section.Name} inside a read section of it");
        }
        else if (Section.Order?.Misuse(states, Process, Section.Name, LockMode.Exclusive, sleeps: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (state.Synchronizer.Length == 0)
        {
            var next = Section.To(state with { Index = 1 - state.Index, Synchronizer = Process });
            if (Section.Order is { } order)
            {
                outcomes.Add(default, next, order.Waited(states, Process, Section.Name));
            }
            else
            {
                outcomes.Add(default, next);
            }
        }
    }
}
