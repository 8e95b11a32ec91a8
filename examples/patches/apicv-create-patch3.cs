using Model.Scenarios.Apicv;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Patches;

/// <summary>
/// apicv-create: the third patch of the series of 20 April 2022 (423ecfea77dd) on top of the original code.
/// </summary>
/// <remarks>
/// Starts from <c>original</c>, whose new vCPU enters the guest with a stale APICv state (the kernel's WARN_ON_ONCE);
/// the checker finds nothing any more.
/// </remarks>
internal sealed class PendRequestAtCreation(VariantSetup setup) : ApicvVm(setup)
{
    /// <inheritdoc/>
    protected override async Step Initialize()
    {
        await New.Active.Store(true).In("kvm_arch_vcpu_create");
        await New.Requests.Make(ApicvUpdate).In("kvm_arch_vcpu_create");
    }
}
