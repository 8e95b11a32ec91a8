using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A vCPU is created while another thread inhibits APICv: the request to all vCPUs does not reach the one under
/// construction (patch 3 of the series of 20 April 2022, 423ecfea77dd).
/// </summary>
internal static class ApicvCreate
{
    private static readonly ExpectedVerdict _warns = ExpectedVerdict.Violates("assertion");

    /// <summary>The scenario, about the code of <see cref="ApicvVm"/>.</summary>
    public static VariantScenario Scenario { get; } =
        new(
            "apicv-create",
            "a vCPU is created while APICv is inhibited: does it enter the guest with the right state? (KVM, "
                + "423ecfea77dd)",
            typeof(ApicvVm),
            Parameter.Number(
                "vcpus",
                "vCPUs that are online when the new one is created; the first one's thread inhibits and un-inhibits "
                    + "APICv",
                2,
                1,
                3
            ),
            Parameter.Number("changes", "times that interrupt blocking is set or cleared", 2, 1, 4)
        )
        {
            Variants =
            [
                new(
                    "original",
                    "creation samples the inhibit reasons, then publishes the vCPU",
                    Evidence.ReadInSource,
                    "kvm_arch_vcpu_create, __kvm_set_or_clear_apicv_inhibit, vcpu_enter_guest; Linux since "
                        + "8df14af42f00",
                    "WARN_ON_ONCE in vcpu_enter_guest",
                    _warns
                ),
                new(
                    "patch3",
                    "creation sets APICv active and pends the request on the new vCPU",
                    Evidence.ReadInSource,
                    "423ecfea77dd, Linux 5.18",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "patch3-no-self-request",
                    "creation sets APICv active and relies on the inhibitor's request",
                    Evidence.Hypothesis,
                    "423ecfea77dd without its kvm_make_request",
                    "",
                    _warns
                ),
                new(
                    "sample-under-lock",
                    "creation samples under apicv_update_lock, then publishes",
                    Evidence.Hypothesis,
                    "a conceivable fix",
                    "",
                    _warns
                ),
                new(
                    "publish-before-sample",
                    "creation publishes the vCPU, then samples without a lock",
                    Evidence.Hypothesis,
                    "a conceivable fix",
                    "",
                    _warns
                ),
                new(
                    "publish-then-sample-under-lock",
                    "creation publishes the vCPU, then samples under apicv_update_lock",
                    Evidence.Hypothesis,
                    "a conceivable fix",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "requests-after-reason",
                    "patch3, but an inhibitor writes the reasons before it sends the requests",
                    Evidence.Hypothesis,
                    "423ecfea77dd with the two steps of __kvm_set_or_clear_apicv_inhibit exchanged",
                    "",
                    _warns
                ),
            ],
            Removals =
            [
                new(
                    "patch3",
                    "self-request",
                    _warns,
                    "without it the new vCPU does not learn of an inhibit that came before its publication"
                ),
                new(
                    "patch3",
                    "starts-active",
                    ExpectedVerdict.Holds,
                    "redundant for this property: the pended request sets apicv_active before the first entry"
                ),
                new(
                    "patch3",
                    "creation-lock",
                    ExpectedVerdict.Holds,
                    "redundant here: kvm->lock keeps creators apart, and there is only one"
                ),
                new("patch3", "insert-before-count", _warns, "an inhibitor finds an empty entry below online_vcpus"),
                new(
                    "patch3",
                    "update-read-lock",
                    _warns,
                    "a vCPU serves the request while the old reasons are still in force, and clears it"
                ),
                new("patch3", "update-write-lock", _warns, "as for the read side: one side alone excludes nobody"),
                new("patch3", "request-all", _warns, "vCPUs that are online are not notified"),
                new(
                    "patch3",
                    "wait-for-kicked",
                    _warns,
                    "the reasons change while a vCPU is between its last look at its requests and the check"
                ),
                new(
                    "patch3",
                    "look-again",
                    _warns,
                    "a request that comes before the vCPU is in guest mode kicks nobody, and is not seen before the "
                        + "check"
                ),
                .. new[]
                {
                    "creation-lock",
                    "insert-before-count",
                    "update-read-lock",
                    "update-write-lock",
                    "request-all",
                    "wait-for-kicked",
                    "look-again",
                }.Select(SecondForm),
                new(
                    "publish-then-sample-under-lock",
                    "sample-lock",
                    _warns,
                    "an inhibit that began before the publication may end after the sample, and its request has not "
                    + "reached "
                        + "the vCPU"
                ),
            ],
        };

    private static Removal SecondForm(string part) =>
        new(
            "publish-then-sample-under-lock",
            part,
            part == "creation-lock" ? ExpectedVerdict.Holds : _warns,
            part == "creation-lock" ? "redundant here, as in patch3" : "as in patch3"
        );
}
