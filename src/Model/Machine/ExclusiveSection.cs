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
        new Guarded<T>(
            this,
            states => states.Of(this).Holder is var holder && (holder == 0 || holder == cpu + 1),
            access
        );

    /// <summary>Begins an access of several steps; blocked while another CPU excludes all others.</summary>
    public Operation<Nothing> Enter(int cpu) =>
        Rule(
            "enter",
            state => state.Holder == 0 ? Effect.To(state with { Inside = state.Inside | Bit(cpu) }) : Effect.Blocked
        );

    /// <summary>Ends an access of several steps.</summary>
    public Operation<Nothing> Leave(int cpu) =>
        Rule("leave", state => Effect.To(state with { Inside = state.Inside & ~Bit(cpu) }));

    /// <summary>Stops all other CPUs; blocked until none of them is inside an access.</summary>
    public Operation<Nothing> Stop(int cpu) =>
        Rule(
            "stop all others",
            state =>
                state.Holder == 0 && (state.Inside & ~Bit(cpu)) == 0
                    ? Effect.To(state with { Holder = cpu + 1 })
                    : Effect.Blocked
        );

    /// <summary>Lets them go on.</summary>
    public Operation<Nothing> Resume() => Rule("let all go on", state => Effect.To(state with { Holder = 0 }));

    /// <inheritdoc/>
    protected internal override string Format(ExclusiveSectionState state) =>
        state.Holder > 0 ? FormattableString.Invariant($"only cpu{state.Holder - 1} runs") : "all run";

    private static ulong Bit(int cpu) => 1UL << cpu;
}

/// <summary>Who runs.</summary>
/// <param name="Holder">0 when all run, else one more than the number of the only CPU that does.</param>
/// <param name="Inside">One bit for each CPU that is inside an access of several steps.</param>
public readonly record struct ExclusiveSectionState(int Holder, ulong Inside);
