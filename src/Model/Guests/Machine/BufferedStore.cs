using Model.Steps;

namespace Model.Guests;

/// <summary>Puts a store into its CPU's buffer. Across a cache line it is two stores, and either may be the first.</summary>
internal sealed record BufferedStore(StoreBuffer Buffer, GuestMemory Memory, MemoryAccess Access, UInt128 Value) : Operation<Nothing>
{
    public override string Kind => "buffer store";

    public override IReadOnlyList<Access> Footprint => [Steps.Access.Write(Buffer)];

    public override string Operand => $"{Memory.Describe(Access)} <- {GuestValue.Format(Value)}";

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var pending = states.Of(Buffer);
        var (low, high) = Access.SplitAt(MemoryAccess.CacheLine);
        if (Buffer.IsBeyondLimit(pending.Count + (high is null ? 1 : 2)))
        {
            outcomes.Limit(Buffer.BeyondLimit(Source));
            return;
        }

        var first = Pending(low, Value & low.Mask);
        if (high is not { } rest)
        {
            outcomes.Add(default, Buffer.To(pending.Append(first)));
            return;
        }

        var second = Pending(rest, Value >> (low.Size * 8));
        outcomes.Add(default, Buffer.To(pending.Append(first).Append(second)));
        outcomes.Add(default, Buffer.To(pending.Append(second).Append(first)));
    }

    private PendingStore Pending(MemoryAccess part, UInt128 value) => new(part with { Address = Memory.Pages.ToPhysical(part.Address) }, value);
}
