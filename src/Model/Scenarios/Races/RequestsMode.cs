using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>A request is made while the vCPU enters guest mode: the store-buffering pair of <c>vcpu->requests</c> and <c>vcpu->mode</c>, under x86-TSO.</summary>
public sealed class RequestsMode : VariantScenario
{
    private const ulong InGuestMode = 1;
    private static readonly ExpectedVerdict _lost = ExpectedVerdict.Violates("deadlock", "invariant");

    /// <inheritdoc/>
    public override string Name => "requests-mode";

    /// <inheritdoc/>
    public override string Summary => "a request is made while the vCPU enters guest mode: does one of the two see the other? (KVM, vcpu->requests and vcpu->mode)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("barriers", "both sides have a full barrier between their store and their load", Evidence.ReadInSource,
            "kvm_vcpu_exiting_guest_mode, vcpu_enter_guest; Linux 6.19", "", ExpectedVerdict.Holds),
        new("locked-instruction", "the request bit is set by a locked instruction, as on x86; no other barrier on that side", Evidence.ReadInSource,
            "kvm_make_request, vcpu_enter_guest; Linux 6.19", "", ExpectedVerdict.Holds),
        new("no-requester-barrier", "the requester loads the mode while its request may be in the store buffer", Evidence.Hypothesis,
            "kvm_vcpu_exiting_guest_mode without its barrier, a plain store for the bit", "", _lost),
        new("no-vcpu-barrier", "the vCPU loads the requests while its mode may be in the store buffer", Evidence.Hypothesis,
            "vcpu_enter_guest without its barrier", "", _lost),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("barriers", "requester-barrier", _lost, "the requester sees the old mode and does not kick; the vCPU sees no request"),
        new("barriers", "vcpu-barrier", _lost, "the same from the other side"),
        new("barriers", "second-look", _lost, "a request made after the first look, but before the mode is set, kicks nobody"),
        new("barriers", "kick", _lost, "a vCPU that is in guest mode has looked already"),
        new("locked-instruction", "vcpu-barrier", _lost, "the mode is set by a plain store"),
        new("locked-instruction", "second-look", _lost, "as with barriers"),
        new("locked-instruction", "kick", _lost, "as with barriers"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool locked = variant == "locked-instruction";
        bool requesterFences = !locked && variant != "no-requester-barrier" && parts.Has("requester-barrier");
        bool vcpuFences = variant != "no-vcpu-barrier" && parts.Has("vcpu-barrier");
        bool looksAgain = parts.Has("second-look");
        bool kicks = parts.Has("kick");
        var requests = new Word("requests");
        var mode = new Word("mode");
        var kicked = new Word("kicked");
        var served = new Word("served");
        var requesterBuffer = new StoreBuffer("requester's store buffer", 1, requests);
        var vcpuBuffer = new StoreBuffer("vcpu's store buffer", 2, mode, requests);

        async Step Request()
        {
            if (locked)
            {
                await requesterBuffer.Modify(requests, WordFunction.Or, 1).In("kvm_make_request");
            }
            else
            {
                await requesterBuffer.Store(requests, 1).In("kvm_make_request");
            }

            if (requesterFences)
            {
                await requesterBuffer.Fence().In("kvm_vcpu_exiting_guest_mode");
            }

            if (await requesterBuffer.Load(mode).In("kvm_vcpu_exiting_guest_mode") == InGuestMode && kicks)
            {
                await kicked.Store(1).In("kvm_vcpu_kick");
            }
        }

        async Step<bool> Serve()
        {
            if (await vcpuBuffer.Load(requests).In("kvm_request_pending") == 0)
            {
                return false;
            }

            await vcpuBuffer.Modify(requests, WordFunction.And, 0).In("kvm_check_request");
            await served.Store(1);
            return true;
        }

        async Step Run()
        {
            if (await Serve())
            {
                return;
            }

            await vcpuBuffer.Store(mode, InGuestMode).In("vcpu_enter_guest");
            if (vcpuFences)
            {
                await vcpuBuffer.Fence().In("vcpu_enter_guest");
            }

            bool pending = looksAgain && await vcpuBuffer.Load(requests).In("kvm_vcpu_exit_request") != 0;
            if (!pending)
            {
                // A guest that never exits by itself: only a kick brings the vCPU back.
                await kicked.Until(1).In("guest");
            }

            await vcpuBuffer.Store(mode, 0).In("vcpu_enter_guest");
            await Serve();
        }

        return new SystemModel(Name)
            .Process("requester", Request)
            .Process("vcpu", Run)
            .Background("requester's drain", requesterBuffer.Drain)
            .Background("vcpu's drain", vcpuBuffer.Drain)
            .Observe(kicked, served)
            .Always("at(vcpu, guest) && finished(requester) => kicked == 1")
            .Always("finished(vcpu) => served == 1");
    }
}
