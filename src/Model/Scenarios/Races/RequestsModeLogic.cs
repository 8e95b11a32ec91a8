using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>A requester and a vCPU that enters guest mode, each with a store buffer.</summary>
public class RequestsModeLogic : HostLogic
{
    private static readonly ExpectedVerdict _lost = ExpectedVerdict.Violates("deadlock", "invariant");

    /// <summary>
    /// A request is made while the vCPU enters guest mode: the store-buffering pair of <c>vcpu->requests</c> and
    /// <c>vcpu->mode</c>, under x86-TSO.
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "requests-mode",
            "a request is made while the vCPU enters guest mode: does one of the two see the other? (KVM, "
            + "vcpu->requests "
                + "and vcpu->mode)",
            typeof(RequestsModeLogic)
        )
        {
            Variants =
            [
                new(
                    "barriers",
                    "both sides have a full barrier between their store and their load",
                    Evidence.ReadInSource,
                    "kvm_vcpu_exiting_guest_mode, vcpu_enter_guest; Linux 6.19",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "locked-instruction",
                    "the request bit is set by a locked instruction, as on x86; no other barrier on that side",
                    Evidence.ReadInSource,
                    "kvm_make_request, vcpu_enter_guest; Linux 6.19",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "no-requester-barrier",
                    "the requester loads the mode while its request may be in the store buffer",
                    Evidence.Hypothesis,
                    "kvm_vcpu_exiting_guest_mode without its barrier, a plain store for the bit",
                    "",
                    _lost
                ),
                new(
                    "no-vcpu-barrier",
                    "the vCPU loads the requests while its mode may be in the store buffer",
                    Evidence.Hypothesis,
                    "vcpu_enter_guest without its barrier",
                    "",
                    _lost
                ),
            ],
            Removals =
            [
                new(
                    "barriers",
                    "requester-barrier",
                    _lost,
                    "the requester sees the old mode and does not kick; the vCPU sees no request"
                ),
                new("barriers", "vcpu-barrier", _lost, "the same from the other side"),
                new(
                    "barriers",
                    "second-look",
                    _lost,
                    "a request made after the first look, but before the mode is set, kicks nobody"
                ),
                new("barriers", "kick", _lost, "a vCPU that is in guest mode has looked already"),
                new("locked-instruction", "vcpu-barrier", _lost, "the mode is set by a plain store"),
                new("locked-instruction", "second-look", _lost, "as with barriers"),
                new("locked-instruction", "kick", _lost, "as with barriers"),
            ],
        };

    /// <summary>IN_GUEST_MODE.</summary>
    protected const ulong InGuestMode = 1;

    private readonly bool _locked;
    private readonly bool _requesterFences;
    private readonly bool _vcpuFences;
    private readonly bool _looksAgain;
    private readonly bool _kicks;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public RequestsModeLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _locked = setup.Variant == "locked-instruction";
        _requesterFences = !_locked && setup.Variant != "no-requester-barrier" && setup.Has("requester-barrier");
        _vcpuFences = setup.Variant != "no-vcpu-barrier" && setup.Has("vcpu-barrier");
        _looksAgain = setup.Has("second-look");
        _kicks = setup.Has("kick");
        Requests = new Word("requests");
        Mode = new Word("mode");
        Kicked = new Word("kicked");
        Served = new Word("served");
        RequesterBuffer = new StoreBuffer("requester's store buffer", 1, Requests);
        VcpuBuffer = new StoreBuffer("vcpu's store buffer", 2, Mode, Requests);
    }

    /// <summary><c>vcpu->requests</c>: the one request that is modelled.</summary>
    protected Word Requests { get; }

    /// <summary><c>vcpu->mode</c>: 0, or <see cref="InGuestMode"/>.</summary>
    protected Word Mode { get; }

    /// <summary>Whether the vCPU was sent an interrupt.</summary>
    protected Word Kicked { get; }

    /// <summary>Whether the request was served.</summary>
    protected Word Served { get; }

    /// <summary>The stores of the requester's processor on their way to memory.</summary>
    protected StoreBuffer RequesterBuffer { get; }

    /// <summary>The stores of the vCPU's processor on their way to memory.</summary>
    protected StoreBuffer VcpuBuffer { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("requester", Request)
            .Process("vcpu", Run)
            .Background("requester's drain", RequesterBuffer.Drain)
            .Background("vcpu's drain", VcpuBuffer.Drain)
            .Observe(Kicked, Served)
            .Always("at(vcpu, guest) && finished(requester) => kicked == 1")
            .Always("finished(vcpu) => served == 1");

    /// <summary>Makes a request, and kicks the vCPU if it is in guest mode.</summary>
    [Overridable(
        "kvm_make_request, kvm_vcpu_kick",
        "makes the request, then kicks the vCPU when it sees it in guest mode"
    )]
    protected virtual async Step Request()
    {
        if (_locked)
        {
            await RequesterBuffer.Modify(Requests, WordFunction.Or, 1).In("kvm_make_request");
        }
        else
        {
            await RequesterBuffer.Store(Requests, 1).In("kvm_make_request");
        }

        if (_requesterFences)
        {
            await RequesterBuffer.Fence().In("kvm_vcpu_exiting_guest_mode");
        }

        if (await RequesterBuffer.Load(Mode).In("kvm_vcpu_exiting_guest_mode") == InGuestMode && _kicks)
        {
            await Kicked.Store(1).In("kvm_vcpu_kick");
        }
    }

    /// <summary>Serves the request when there is one.</summary>
    /// <returns>Whether there was one.</returns>
    [Overridable("kvm_check_request", "takes and serves the request when there is one")]
    protected virtual async Step<bool> Serve()
    {
        if (await VcpuBuffer.Load(Requests).In("kvm_request_pending") == 0)
        {
            return false;
        }

        await VcpuBuffer.Modify(Requests, WordFunction.And, 0).In("kvm_check_request");
        await Served.Store(1);
        return true;
    }

    /// <summary>Runs the vCPU once: into guest mode and, once kicked, out of it.</summary>
    [Overridable(
        "vcpu_enter_guest",
        "serves requests, sets the mode, looks again, and stays in the guest until kicked"
    )]
    protected virtual async Step Run()
    {
        if (await Serve())
        {
            return;
        }

        await VcpuBuffer.Store(Mode, InGuestMode).In("vcpu_enter_guest");
        if (_vcpuFences)
        {
            await VcpuBuffer.Fence().In("vcpu_enter_guest");
        }

        bool pending = _looksAgain && await VcpuBuffer.Load(Requests).In("kvm_vcpu_exit_request") != 0;
        if (!pending)
        {
            await StayInGuest();
        }

        await VcpuBuffer.Store(Mode, 0).In("vcpu_enter_guest");
        await Serve();
    }

    /// <summary>Runs the guest, which never exits by itself: only a kick brings the vCPU back.</summary>
    protected async Step StayInGuest() => await Kicked.Until(1).In("guest");
}
