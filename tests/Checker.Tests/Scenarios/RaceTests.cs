using Checker.Traces;

namespace Checker.Tests.Scenarios;

/// <summary>The shortest traces of the races are the sequences that the reports and commit messages describe.</summary>
public sealed class RaceTests
{
    private static List<TraceStep> Trace(string scenario, string variant, string property) =>
        [
            .. Exploring
                .Explored(scenario, variant)
                .Violations.Single(violation => violation.Property == property)
                .Trace.Steps,
        ];

    private static int At(List<TraceStep> steps, string process, string kind, string target)
    {
        int at = steps.FindIndex(step => step.Process == process && step.Kind == kind && step.Objects.Contains(target));
        Assert.True(at >= 0, $"{process} does no {kind} of {target}");
        return at;
    }

    [Theory]
    [InlineData("no-requester-barrier")]
    [InlineData("no-vcpu-barrier")]
    public void Both_sides_load_before_the_others_store_is_in_memory(string variant)
    {
        var steps = Trace("requests-mode", variant, "at(vcpu, guest) && finished(requester) => kicked == 1");
        Assert.Equal("0", steps[At(steps, "requester", "load", "mode")].Response);
        Assert.Equal("0", steps.Last(step => step.Process == "vcpu" && step.Kind == "load").Response);
        Assert.Contains(steps, step => step is { Process: "vcpu", Kind: "buffer store" });
    }

    [Fact]
    public void A_posted_interrupt_comes_before_the_vector_is_switched()
    {
        var steps = Trace("posted-interrupt-wakeup", "no-second-look", "deadlock");
        Assert.True(
            At(steps, "device", "post", "posted-interrupt descriptor")
                < At(steps, "vcpu", "vector := wakeup", "posted-interrupt descriptor")
        );
        Assert.DoesNotContain(
            steps.Skip(At(steps, "vcpu", "vector := wakeup", "posted-interrupt descriptor")),
            step => step.Kind == "wake all"
        );
    }

    [Fact]
    public void A_handler_takes_a_vcpu_that_is_about_to_sleep_for_awake()
    {
        var steps = Trace("posted-interrupt-wakeup", "no-wake-of-running", "deadlock");
        Assert.True(
            At(steps, "vcpu", "take pending", "posted-interrupt descriptor")
                < At(steps, "handler", "post", "posted-interrupt descriptor")
        );
        Assert.Equal("yes", steps[At(steps, "handler", "load", "the vCPU is the running one")].Response);
    }

    [Fact]
    public void A_flush_request_comes_between_the_hosts_load_and_store()
    {
        var steps = Trace("steal-time-flag", "load-then-store", "finished(host) && finished(guest) => stale == 0");
        int request = At(steps, "guest", "compare-exchange", "preempted");
        Assert.InRange(request, At(steps, "host", "load", "preempted"), At(steps, "host", "store", "preempted"));
    }

    [Fact]
    public void User_space_changes_the_index_between_the_two_reads()
    {
        var steps = Trace("coalesced-ring-index", "checked-then-read-again", "the kernel writes only inside the ring");
        int tampered = At(steps, "user", "store", "last");
        string writer = steps[^1].Process;
        Assert.Equal(
            ["0", "7"],
            steps
                .Where(step => step.Process == writer && step.Kind == "load" && step.Objects.Contains("last"))
                .Select(step => step.Response)
        );
        Assert.InRange(tampered, At(steps, writer, "load", "last"), steps.Count - 1);
    }

    [Theory]
    [InlineData("bumped-after")]
    [InlineData("bumped-before")]
    public void The_guest_sees_one_version_around_fields_of_two_updates(string variant)
    {
        var steps = Trace("pvclock-version", variant, "the guest uses the fields of one update");
        Assert.Single(
            steps
                .Where(step => step.Process == "guest" && step.Objects.Contains("version"))
                .Select(step => step.Response)
                .Distinct()
        );
        Assert.NotEqual(
            steps[At(steps, "guest", "load", "tsc_timestamp")].Response,
            steps[At(steps, "guest", "load", "system_time")].Response
        );
    }

    [Fact]
    public void A_change_during_the_rebuild_is_cleared_with_it()
    {
        var steps = Trace(
            "apic-map-dirty",
            "cleared-after",
            "the map holds a vCPU's change once its recalculation is over"
        );
        string late = steps[^1].Process;
        string builder = late == "vcpu0" ? "vcpu1" : "vcpu0";
        int cleared = steps.FindIndex(step =>
            step.Process == builder
            && step.Kind == "store"
            && step.Objects.Contains("apic_map_dirty")
            && step.Operand == "0"
        );
        Assert.InRange(At(steps, late, "store", "apic_map_dirty"), 0, cleared);
        Assert.Equal("0", steps[At(steps, late, "load", "apic_map_dirty")].Response);
    }

    [Fact]
    public void An_ioctl_comes_between_the_descriptor_and_the_count()
    {
        var steps = Trace("vcpu-online", "original", "a vCPU that serves an ioctl is online");
        Assert.Equal("1", steps[At(steps, "ioctl", "load", "descriptor")].Response);
        Assert.Equal("0", steps[At(steps, "ioctl", "read", "online_vcpus")].Response);
    }

    [Fact]
    public void The_guest_maps_and_unmaps_between_the_flush_and_the_exchange()
    {
        var steps = Trace("xsa-401", "flush-before-type", "in_use_as_table == 1 => tlb_entry == 0");
        int flush = At(steps, "xen", "store", "tlb_entry");
        int write = At(steps, "guest", "store", "tlb_entry");
        int exchange = At(steps, "xen", "compare-exchange", "type_info");
        Assert.True(flush < write && write < exchange);
        Assert.True(At(steps, "guest", "fetch-add", "type_info") < exchange);
    }
}
