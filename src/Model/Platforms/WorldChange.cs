using Model.Steps;

namespace Model.Platforms;

internal sealed record WorldChange(World World, string Name, int Cpu, WorldMove Move) : Operation<Nothing>
{
    public override string Kind => Name;

    public override IReadOnlyList<Access> Footprint => [Access.Write(World)];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(World);
        ulong self = 1UL << Cpu;
        WorldState? next = Move switch
        {
            WorldMove.Enter => state.Holder == 0 ? state with { Inside = state.Inside | self } : null,
            WorldMove.Leave => state with { Inside = state.Inside & ~self },
            WorldMove.Stop => state.Holder == 0 && (state.Inside & ~self) == 0 ? state with { Holder = Cpu + 1 } : null,
            _ => state with { Holder = 0 },
        };
        if (next is { } changed)
        {
            outcomes.Add(default, World.To(changed));
        }
    }
}
