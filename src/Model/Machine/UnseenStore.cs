using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// A store that nobody but its CPU can see. When it gets to memory makes no difference, so it does at once; behind an
/// older store to the same bytes, which has a part that others can see, it waits in the buffer.
/// </summary>
internal sealed record UnseenStore(GuestStoreBuffer Buffer, GuestMemory Memory, MemoryAccess Access, UInt128 Value)
    : Operation<Nothing>
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint =>
        [.. Memory.WordsOf(Access).Select(Model.Steps.Access.Write), Model.Steps.Access.Write(Buffer)];

    public override string Operand => GuestValue.Format(Value);

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access)];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => Memory.ShowChanges(before, after, changes, [Access]);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var places = Memory.Pages.Places(Access);
        if (!states.Of(Buffer).Any(store => places.Any(place => Reach.Overlap(store.Place, place))))
        {
            outcomes.Add(default, Memory.Write(states, Access, Value));
            return;
        }

        foreach (var outcome in Buffer.Store(Access, Value).From(Source!).OutcomesIn(states))
        {
            if (outcome.Response is Beyond beyond)
            {
                outcomes.Limit(beyond.Limit);
            }
            else
            {
                outcomes.Add(default, outcome.Changes);
            }
        }
    }
}
