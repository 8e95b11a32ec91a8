using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>A vCPU in guest mode: it executes its instruction on the mapped page, or leaves. A signal takes it out at any time.</summary>
internal sealed record GuestMode(SlotMemory Memory, Word Kick, GuestAccess? Instruction, bool IsForced) : Operation<GuestEvent>
{
    public override string Kind => Instruction is { } access ? access.ToString() : "idle";

    public override IReadOnlyList<Access> Footprint => Instruction is { } access
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
