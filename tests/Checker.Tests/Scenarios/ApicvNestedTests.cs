namespace Checker.Tests.Scenarios;

public sealed class ApicvNestedTests
{
    private const string L2Kept = "in_l2 == 1 => vmcs02 == vmcs12";
    private const string L1Updated = "L1 runs with the APICv controls that apicv_active tells";

    [Theory]
    [InlineData("original", L1Updated, L2Kept)]
    [InlineData("patch2", L1Updated)]
    [InlineData("refresh-at-exit")]
    [InlineData("created-in-l2")]
    [InlineData("patch3-without-patch2", L1Updated, L2Kept)]
    [InlineData("patch3-with-patch2", L1Updated)]
    [InlineData("patch3-with-refresh-at-exit")]
    public void Each_patch_cures_what_the_page_says(string variant, params string[] broken) =>
        Assert.Equal(
            broken,
            Exploring
                .Explored("apicv-nested", variant)
                .Violations.Select(violation => violation.Property)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_merged_patch_2_fails_because_the_second_update_returns_early()
    {
        var violation = Assert.Single(Exploring.Explored("apicv-nested", "patch2", ("changes", "1")).Violations);
        var steps = violation.Trace.Steps.ToList();
        int deferred = steps.FindIndex(step =>
            step is { Kind: "store", Operand: "1", Routine: "vmx_refresh_apicv_exec_ctrl" }
        );
        int requested = steps.FindIndex(step => step is { Kind: "make request", Routine: "nested_vmx_vmexit" });
        Assert.True(0 <= deferred && deferred < requested);
        string[] afterwards = [.. steps.Skip(requested + 1).Select(step => step.Routine)];
        Assert.Equal(
            [
                "vcpu_enter_guest",
                "kvm_apicv_activated",
                "kvm_vcpu_update_apicv",
                "vmx_vcpu_run",
                "vmx_vcpu_run",
                "vmx_vcpu_run",
            ],
            afterwards
        );
    }

    [Fact]
    public void The_repair_holds_for_more_changes() =>
        Assert.Equal(
            "holds",
            Exploring.Verdict(Exploring.Explored("apicv-nested", "refresh-at-exit", ("changes", "4")))
        );
}
