using Model.Scenarios.Variants;

namespace Model.Scenarios.Apicv;

/// <summary>The choices in which the forms of APICv inhibition differ.</summary>
internal sealed record ApicvForm
{
    /// <summary>
    /// Whether creation samples the inhibit reasons; otherwise it sets APICv active, whatever they are.
    /// </summary>
    public bool Samples { get; init; }

    /// <summary>Whether sampling holds <c>apicv_update_lock</c> for reading.</summary>
    public bool SamplesUnderLock { get; init; }

    /// <summary>Whether the new vCPU is published before it samples.</summary>
    public bool PublishesFirst { get; init; }

    /// <summary>Whether creation pends <c>KVM_REQ_APICV_UPDATE</c> on the new vCPU.</summary>
    public bool RequestsItself { get; init; }

    /// <summary>Whether an inhibitor writes the reasons before it sends the requests.</summary>
    public bool WritesReasonFirst { get; init; }

    /// <summary>Whether a new vCPU starts as active when it does not sample.</summary>
    public bool StartsActive { get; init; } = true;

    /// <summary>Whether creation publishes under <c>kvm->lock</c>.</summary>
    public bool LocksCreation { get; init; } = true;

    /// <summary>Whether the new entry of the vCPU array is there before the count covers it.</summary>
    public bool InsertsBeforeCounting { get; init; } = true;

    /// <summary>Whether serving the request takes <c>apicv_update_lock</c> for reading.</summary>
    public bool ReadLocks { get; init; } = true;

    /// <summary>Whether inhibiting takes <c>apicv_update_lock</c> for writing.</summary>
    public bool WriteLocks { get; init; } = true;

    /// <summary>Whether an inhibitor sends requests.</summary>
    public bool Requests { get; init; } = true;

    /// <summary>Whether a requester waits until those in guest mode have left it.</summary>
    public bool WaitsForKicked { get; init; } = true;

    /// <summary>Whether a vCPU looks for requests again after it has declared itself in guest mode.</summary>
    public bool LooksAgain { get; init; } = true;

    /// <summary>The form that a variant of apicv-create has.</summary>
    public static ApicvForm Of(VariantSetup setup)
    {
        bool publishesFirst = setup.Variant.StartsWith("publish-", StringComparison.Ordinal);
        bool samples = setup.Variant is "original" or "sample-under-lock" || publishesFirst;
        return new ApicvForm
        {
            Samples = samples,
            SamplesUnderLock =
                setup.Variant.EndsWith("sample-under-lock", StringComparison.Ordinal) && setup.Has("sample-lock"),
            PublishesFirst = publishesFirst,
            RequestsItself = !samples && setup.Variant != "patch3-no-self-request" && setup.Has("self-request"),
            WritesReasonFirst = setup.Variant == "requests-after-reason",
            StartsActive = samples || setup.Has("starts-active"),
            LocksCreation = setup.Has("creation-lock"),
            InsertsBeforeCounting = setup.Has("insert-before-count"),
            ReadLocks = setup.Has("update-read-lock"),
            WriteLocks = setup.Has("update-write-lock"),
            Requests = setup.Has("request-all"),
            WaitsForKicked = setup.Has("wait-for-kicked"),
            LooksAgain = setup.Has("look-again"),
        };
    }
}
