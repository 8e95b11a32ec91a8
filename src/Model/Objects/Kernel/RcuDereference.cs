using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record RcuDereference<T>(RcuPointer<T> Pointer, SleepableRcu? Section, string Process) : Operation<Published<T>>
    where T : notnull
{
    public override string Kind => "dereference";

    public override IReadOnlyList<Access> Footprint =>
        Section is null ? [Access.Read(Pointer)] : [Access.Read(Pointer), Access.Read(Section)];

    protected override void Apply(StateView states, Outcomes<Published<T>> outcomes)
    {
        if (Section is not null && !states.Of(Section).HasReader(Process))
        {
            outcomes.Refuse($"{Pointer.Name} is followed only in a read section of {Section.Name}");
        }
        else
        {
            outcomes.Add(states.Of(Pointer).Current);
        }
    }
}
