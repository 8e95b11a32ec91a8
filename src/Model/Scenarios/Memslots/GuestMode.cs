using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>
/// A vCPU in guest mode: it executes its instruction on the mapped page, or leaves. A signal takes it out at any time.
/// </summary>
internal sealed record GuestMode(SlotMemory Memory, Word Kick, GuestAccess? Instruction, bool IsForced)
    : Operation<GuestEvent>
{
    public override string Kind => Instruction is { } access ? access.ToString() : "idle";

    public override IReadOnlyList<Access> Footprint =>
        Instruction is { } access
            ? [Access.Read(Kick), Access.Read(Memory.Mapping), Access.Write(access.Memory)]
            : [Access.Read(Kick), Access.Read(Memory.UpdatesDone)];

    protected override void Apply(StateView states, Outcomes<GuestEvent> outcomes)
    {
        if (states.Of(Kick) != 0)
        {
            outcomes.Add(new GuestEvent(GuestEventKind.Kicked));
        }
        else if (Instruction is not { } access)
        {
            if (states.Of(Memory.UpdatesDone) != 0)
            {
                outcomes.Add(new GuestEvent(GuestEventKind.Over));
            }
        }
        else if (IsForced || access.Kind == AccessKind.PortAccess || states.Of(Memory.Mapping) == 0)
        {
            outcomes.Add(new GuestEvent(GuestEventKind.Violation));
        }
        else
        {
            Execute(access, states.Of(access.Memory), outcomes);
        }
    }

    private static void Execute(GuestAccess access, ulong seen, Outcomes<GuestEvent> outcomes)
    {
        var retired = new GuestEvent(GuestEventKind.Retired, seen);
        switch (access.Kind)
        {
            case AccessKind.Store:
                outcomes.Add(retired, access.Memory.To(access.Value));
                break;
            case AccessKind.LockedAdd:
                outcomes.Add(retired, access.Memory.To(seen + 1));
                break;
            default:
                outcomes.Add(retired);
                break;
        }
    }
}

/// <summary>What happens to a vCPU in guest mode.</summary>
/// <param name="Kind">What.</param>
/// <param name="Data">What the instruction read.</param>
public readonly record struct GuestEvent(GuestEventKind Kind, ulong Data = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Kind.ToString().ToLowerInvariant();
}

/// <summary>What happens to a vCPU in guest mode.</summary>
public enum GuestEventKind
{
    /// <summary>The processor has executed the instruction.</summary>
    Retired,

    /// <summary>A fault or an intercept: KVM handles it.</summary>
    Violation,

    /// <summary>A signal takes the thread out of KVM_RUN.</summary>
    Kicked,

    /// <summary>The program is over, and so are the updates.</summary>
    Over,
}
