using Model.Objects;
using Model.Steps;

namespace Models.Automata;

/// <summary>
/// Leaves a location by any branch whose guard is true, in one step; blocked when there is none. Answers the branch's
/// number.
/// </summary>
public sealed record Leave(string Location, Sequence<Word> Variables, Sequence<Branch> Branches) : Operation<int>
{
    public override string Kind => "leave";

    public override string Operand => Location;

    public override IReadOnlyList<Access> Footprint => [.. Variables.Select(Access.Write)];

    protected override void Apply(StateView states, Outcomes<int> outcomes)
    {
        for (int i = 0; i < Branches.Count; i++)
        {
            var memory = new Memory(states);
            if (Branches[i].Guard(memory))
            {
                Branches[i].Effect(memory);
                outcomes.Add(i, memory.Changes(Variables));
            }
        }
    }
}
