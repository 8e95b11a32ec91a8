using Model.Steps;

namespace Model.Platforms;

/// <summary>
/// Who runs at all: a platform that stops the world for an instruction lets one CPU exclude all others. A CPU that is inside an access of
/// several steps cannot be stopped there; it is waited for.
/// </summary>
public sealed class World : SharedObject<WorldState>
{
    /// <summary>All run.</summary>
    public World()
        : base("world", default)
    {
    }

    /// <summary>The same access, blocked while another CPU excludes all others.</summary>
    public Operation<T> Gate<T>(int cpu, Operation<T> access) => new WorldGate<T>(this, cpu, access) { Source = access.Source };

    /// <summary>Begins an access of several steps; blocked while another CPU excludes all others.</summary>
    public Operation<Nothing> Enter(int cpu) => new WorldChange(this, "enter", cpu, WorldMove.Enter);

    /// <summary>Ends an access of several steps.</summary>
    public Operation<Nothing> Leave(int cpu) => new WorldChange(this, "leave", cpu, WorldMove.Leave);

    /// <summary>Stops all other CPUs; blocked until none of them is inside an access.</summary>
    public Operation<Nothing> Stop(int cpu) => new WorldChange(this, "stop all others", cpu, WorldMove.Stop);

    /// <summary>Lets them go on.</summary>
    public Operation<Nothing> Resume(int cpu) => new WorldChange(this, "let all go on", cpu, WorldMove.Resume);

    /// <inheritdoc/>
    protected internal override string Format(WorldState state) =>
        state.Holder > 0 ? FormattableString.Invariant($"only cpu{state.Holder - 1} runs") : "all run";
}
