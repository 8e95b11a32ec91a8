using Model.Steps;

namespace Model.Machine;

/// <summary>
/// Who runs at all: a platform that stops the world for an instruction lets one CPU exclude all others. A CPU that is
/// inside an access of several steps cannot be stopped there; it is waited for.
/// </summary>
public sealed class ExclusiveSection : SharedObject<ExclusiveSectionState>
{
    /// <summary>All run.</summary>
    public ExclusiveSection()
        : base("world", default) { }

    /// <summary>The same access, blocked while another CPU excludes all others.</summary>
    public Operation<T> Gate<T>(int cpu, Operation<T> access) =>
        new ExclusiveSectionGate<T>(this, cpu, access) { Source = access.Source };

    /// <summary>Begins an access of several steps; blocked while another CPU excludes all others.</summary>
    public Operation<Nothing> Enter(int cpu) =>
        new ExclusiveSectionChange(this, "enter", cpu, ExclusiveSectionMove.Enter);

    /// <summary>Ends an access of several steps.</summary>
    public Operation<Nothing> Leave(int cpu) =>
        new ExclusiveSectionChange(this, "leave", cpu, ExclusiveSectionMove.Leave);

    /// <summary>Stops all other CPUs; blocked until none of them is inside an access.</summary>
    public Operation<Nothing> Stop(int cpu) =>
        new ExclusiveSectionChange(this, "stop all others", cpu, ExclusiveSectionMove.Stop);

    /// <summary>Lets them go on.</summary>
    public Operation<Nothing> Resume(int cpu) =>
        new ExclusiveSectionChange(this, "let all go on", cpu, ExclusiveSectionMove.Resume);

    /// <inheritdoc/>
    protected internal override string Format(ExclusiveSectionState state) =>
        state.Holder > 0 ? FormattableString.Invariant($"only cpu{state.Holder - 1} runs") : "all run";
}

/// <summary>Who runs.</summary>
/// <param name="Holder">0 when all run, else one more than the number of the only CPU that does.</param>
/// <param name="Inside">One bit for each CPU that is inside an access of several steps.</param>
public readonly record struct ExclusiveSectionState(int Holder, ulong Inside);

/// <summary>What a CPU does to the world.</summary>
internal enum ExclusiveSectionMove
{
    /// <summary>Begins an access of several steps.</summary>
    Enter,

    /// <summary>Ends it.</summary>
    Leave,

    /// <summary>Stops all others.</summary>
    Stop,

    /// <summary>Lets them go on.</summary>
    Resume,
}

internal sealed record ExclusiveSectionChange(ExclusiveSection World, string Name, int Cpu, ExclusiveSectionMove Move)
    : Operation<Nothing>
{
    public override string Kind => Name;

    public override IReadOnlyList<Access> Footprint => [Access.Write(World)];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(World);
        ulong self = 1UL << Cpu;
        ExclusiveSectionState? next = Move switch
        {
            ExclusiveSectionMove.Enter => state.Holder == 0 ? state with { Inside = state.Inside | self } : null,
            ExclusiveSectionMove.Leave => state with { Inside = state.Inside & ~self },
            ExclusiveSectionMove.Stop => state.Holder == 0 && (state.Inside & ~self) == 0
                ? state with
                {
                    Holder = Cpu + 1,
                }
                : null,
            _ => state with { Holder = 0 },
        };
        if (next is { } changed)
        {
            outcomes.Add(default, World.To(changed));
        }
    }
}

internal sealed record ExclusiveSectionGate<T>(ExclusiveSection World, int Cpu, Operation<T> Inner) : Operation<T>
{
    public override string Kind => Inner.Kind;

    public override IReadOnlyList<Access> Footprint => [.. Inner.Footprint, Access.Read(World)];

    public override string Operand => Inner.Operand;

    internal override IReadOnlyList<string> Places => [.. Inner.Places, World.Name];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => Inner.ShowChanges(before, after, response, changes);

    protected override void Apply(StateView states, Outcomes<T> outcomes)
    {
        int holder = states.Of(World).Holder;
        if (holder != 0 && holder != Cpu + 1)
        {
            return;
        }

        foreach (var outcome in Inner.OutcomesIn(states))
        {
            outcomes.Add((T)outcome.Response!, outcome.Changes);
        }
    }

    protected override string Format(T response) => Inner.FormatResponse(response);
}
