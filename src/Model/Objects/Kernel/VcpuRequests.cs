using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// The request bits of a vCPU and its mode: how other threads make it do something before it next runs the guest.
/// </summary>
/// <remarks>
/// A requester sets a bit, then kicks: a vCPU in guest mode becomes <see cref="VcpuMode.ExitingGuestMode"/> and gets an
/// interrupt. The vCPU enters guest mode first and looks at its requests afterwards, so one of the two sees the other.
/// Steps are sequentially consistent here; what the barriers between them are for needs a <see cref="StoreBuffer"/>.
/// Waiting for a kick stands for an inter-processor interrupt that is waited for: it is acknowledged once the vCPU has
/// left guest mode.
/// </remarks>
public sealed class VcpuRequests : SharedObject<VcpuRequestsState>
{
    /// <summary>Creates a vCPU outside guest mode.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="requests">The bits of the requests that are pending at the start.</param>
    public VcpuRequests(string name, ulong requests = 0)
        : base(name, new VcpuRequestsState(requests, VcpuMode.OutsideGuestMode, false)) { }

    /// <summary>Makes a request (<c>kvm_make_request</c>): the bit only; the vCPU is not told.</summary>
    /// <param name="request">0 to 63.</param>
    public Operation<Nothing> Make(int request) =>
        Change("make request", state => state with { Requests = state.Requests | (1UL << request) }, request);

    /// <summary>Takes a request back (<c>kvm_clear_request</c>).</summary>
    /// <param name="request">0 to 63.</param>
    public Operation<Nothing> Clear(int request) =>
        Change("clear request", state => state with { Requests = state.Requests & ~(1UL << request) }, request);

    /// <summary>Looks whether a request is pending and clears it (<c>kvm_check_request</c>).</summary>
    /// <param name="request">0 to 63.</param>
    public Operation<bool> Check(int request) =>
        Rule(
            "check request",
            state => Effect.To(state with { Requests = state.Requests & ~(1UL << request) }, state.Has(request)),
            FormattableString.Invariant($"{request}")
        );

    /// <summary>Looks whether any request is pending (<c>kvm_request_pending</c>).</summary>
    public Operation<bool> IsPending() => Look("requests pending", state => state.Requests != 0);

    /// <summary>The vCPU says that it is about to enter guest mode; from here on it must be kicked.</summary>
    public Operation<Nothing> Enter() =>
        Change("mode := IN_GUEST_MODE", state => state with { Mode = VcpuMode.InGuestMode });

    /// <summary>The vCPU is outside guest mode, and acknowledges the interrupt of a kick.</summary>
    public Operation<Nothing> Leave() =>
        Change(
            "mode := OUTSIDE_GUEST_MODE",
            state => state with { Mode = VcpuMode.OutsideGuestMode, IsKicked = false }
        );

    /// <summary>Looks whether a kick makes the vCPU leave guest mode now.</summary>
    public Operation<bool> IsKicked() => Look("kicked", state => state.IsKicked);

    /// <summary>
    /// Kicks the vCPU when it is in guest mode (<c>kvm_vcpu_exiting_guest_mode</c> and the interrupt that follows).
    /// </summary>
    /// <returns>The mode before: what the kicker decides by.</returns>
    public Operation<VcpuMode> Kick() =>
        Rule(
            "kick",
            state =>
                state.Mode == VcpuMode.InGuestMode
                    ? Effect.To(state with { Mode = VcpuMode.ExitingGuestMode, IsKicked = true }, state.Mode)
                    : Effect.To(state, state.Mode)
        );

    /// <summary>Blocks until the interrupt of a kick is acknowledged; over at once when none was sent.</summary>
    public Operation<Nothing> WaitForKick() => Await("wait for acknowledgement", state => !state.IsKicked);

    private Operation<Nothing> Change(
        string kind,
        Func<VcpuRequestsState, VcpuRequestsState> change,
        int? request = null
    ) => Rule(kind, state => Effect.To(change(state)), FormattableString.Invariant($"{request}"));
}

/// <summary>A vCPU's requests and mode.</summary>
/// <param name="Requests">One bit for each pending request.</param>
/// <param name="Mode">Where the vCPU is.</param>
/// <param name="IsKicked">Whether an interrupt that was sent to kick it is not yet acknowledged.</param>
public readonly record struct VcpuRequestsState(ulong Requests, VcpuMode Mode, bool IsKicked)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Mode}{(Requests == 0 ? "" : FormattableString.Invariant($", requests 0x{Requests:x}"))}"
        + $"{(IsKicked ? ", kicked" : "")}";

    /// <summary>Whether the request of that number is pending.</summary>
    public bool Has(int request) => (Requests >> request & 1) == 1;
}

/// <summary>Where a vCPU is, as the routines that kick it see it (<c>vcpu->mode</c>).</summary>
public enum VcpuMode
{
    /// <summary>Outside guest mode; requests are looked at before the next entry.</summary>
    OutsideGuestMode,

    /// <summary>In guest mode or about to enter with interrupts off: only a kick makes it look at requests.</summary>
    InGuestMode,

    /// <summary>Kicked, and not yet outside.</summary>
    ExitingGuestMode,
}
