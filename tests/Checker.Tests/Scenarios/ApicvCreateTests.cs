using System.Globalization;
using Checker.Traces;
using Model.Scenarios.Apicv;

namespace Checker.Tests.Scenarios;

public sealed class ApicvCreateTests
{
    [Fact]
    public void The_shortest_trace_is_the_reports()
    {
        var result = Exploring.Explored("apicv-create", "original", ("vcpus", "1"), ("changes", "1"));
        var violation = Assert.Single(result.Violations);
        Assert.Equal(ApicvVm.Warning, violation.Property);

        var steps = violation.Trace.Steps.ToList();
        int sample = steps.FindIndex(step => step is { Process: "create", Routine: "kvm_apicv_activated" });
        int count = steps.FindIndex(step =>
            step is { Process: "vcpu0", Kind: "read", Routine: "kvm_make_all_cpus_request_except" }
        );
        int publication = steps.FindIndex(step => step is { Process: "create", Kind: "increment" });
        int reason = steps.FindIndex(step => step is { Process: "vcpu0", Kind: "store" });
        Assert.True(sample < reason && count < publication && publication >= 0 && reason < steps.Count - 1);
        Assert.DoesNotContain(steps, step => step.Kind == "make request" && step.Objects.Contains("vcpu1->requests"));
        Assert.Equal(("vcpu1", "kvm_apicv_activated", "1"), (steps[^1].Process, steps[^1].Routine, steps[^1].Response));
        Assert.Contains(
            violation.Trace.Endings,
            ending => ending is { Process: "vcpu1", Activity: ProcessActivity.Failed }
        );
    }

    [Theory]
    [InlineData("original", 1, 1, false)]
    [InlineData("original", 3, 1, false)]
    [InlineData("patch3", 1, 4, true)]
    [InlineData("patch3", 3, 1, true)]
    [InlineData("publish-then-sample-under-lock", 1, 4, true)]
    [InlineData("requests-after-reason", 1, 1, false)]
    public void The_verdict_does_not_depend_on_the_number_of_vcpus(string variant, int vcpus, int changes, bool holds)
    {
        var result = Exploring.Explored(
            "apicv-create",
            variant,
            ("vcpus", vcpus.ToString(CultureInfo.InvariantCulture)),
            ("changes", changes.ToString(CultureInfo.InvariantCulture))
        );
        Assert.Equal(holds ? "holds" : "violated: assertion", Exploring.Verdict(result));
    }
}
