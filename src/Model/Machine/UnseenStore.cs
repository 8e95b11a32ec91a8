using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// A store that nobody but its CPU can see. When it gets to memory makes no difference, so it does at once; behind an
/// older store to the same bytes, which has a part that others can see, it waits in the buffer.
/// </summary>
internal sealed record UnseenStore(GuestStoreBuffer Buffer, GuestMemory Memory, MemoryAccess Access, UInt128 Value)
    : GuestWrite<Nothing>(Memory, Access)
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint => [.. base.Footprint, Steps.Access.Write(Buffer)];

    public override string Operand => GuestValue.Format(Value);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var places = Memory.Pages.Places(Access);
        if (states.Of(Buffer).Any(store => places.Any(place => Reach.Overlap(store.Place, place))))
        {
            outcomes.AddFrom<Nothing>(Buffer.Store(Access, Value).From(Source!).OutcomesIn(states), stored => stored);
        }
        else
        {
            outcomes.Add(default, Memory.Write(states, Access, Value));
        }
    }
}
