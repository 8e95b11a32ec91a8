using Checker.Exploration;
using Checker.Traces;
using Model.Catalogue;
using Model.Scenarios.Memslots;

namespace Checker.Tests.Scenarios;

public sealed class MemslotUpdateTests
{
    private static readonly MemslotUpdate _scenario = new();

    private static readonly IReadOnlyList<(string Design, string Part)> _parts =
    [
        ("original", Part.FirstSynchronize),
        ("original", Part.LastSynchronize),
        ("original", Part.Zap),
        ("atomic-update", Part.FirstSynchronize),
        ("atomic-update", Part.LastSynchronize),
        ("atomic-update", Part.Zap),
        ("empty-mmio-if-updating", Part.Sequence),
        ("pause-all", Part.PauseKick),
        ("pause-all", Part.WaitForPaused),
        ("pause-all", Part.ReleaseWhileWaiting),
        ("pause-all", Part.Completion),
        ("blocker", Part.IoctlLock),
        ("blocker", Part.WaitForIoctls),
        ("blocker", Part.BlockerKick),
        ("blocker", Part.ResetFirst),
        ("blocker", Part.SetEvent),
        ("blocker", Part.HolderPasses),
    ];

    [Fact]
    public void Every_row_of_the_matrix_gets_its_verdict_and_the_page_has_the_state_counts() =>
        new DocumentationPage("memslot-update.md").RequireTable(
            "verdicts",
            ScenarioTables.Verdicts(ExploredRow.Of(_scenario))
        );

    [Fact]
    public void The_page_tells_which_parts_of_the_fixed_forms_are_needed()
    {
        Assert.Equal(
            Part.All.Order(StringComparer.Ordinal),
            _parts.Select(entry => entry.Part).Distinct().Order(StringComparer.Ordinal)
        );
        new DocumentationPage("memslot-update.md").RequireTable(
            "removals",
            ScenarioTables.Removals(
                ExploredRow.Of(_scenario),
                _parts,
                (variant, part) => _scenario.Build(variant.Platform, variant.Settings, part)
            )
        );
    }

    [Theory]
    [InlineData("fetch-kernel", "a healthy guest is not stopped")]
    [InlineData("fetch-user", "a healthy program gets no #UD")]
    public void A_code_fetch_from_the_hole_kills_a_healthy_guest(string guest, string property)
    {
        var violation = Assert.Single(Violations("original", [("guest", guest)]));

        Assert.Equal((ViolationKind.Assertion, property), (violation.Kind, violation.Property));
        Assert.Contains(
            violation.Trace.Steps,
            step =>
                step.Routine == "kvm_fetch_guest_virt" && step.Response.Contains("Deleted", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("6.19", "Deleted")]
    [InlineData("5.10", "Invalid")]
    public void A_page_fault_on_an_invalid_slot_leads_to_emulation_in_5_10_only(string kernel, string phase)
    {
        var violation = Assert.Single(Violations("original", [("guest", "fetch-kernel"), ("kernel", kernel)]));

        var fault = violation.Trace.Steps.Last(step => step.Routine == "page fault" && step.Kind == "dereference");
        Assert.Contains(phase, fault.Response, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_MMIO_exit_lets_a_crashed_guest_loop_for_ever()
    {
        var violation = Assert.Single(Violations("empty-mmio", [("guest", "crashed")]));

        Assert.Equal(ViolationKind.Stuck, violation.Kind);
        Assert.Equal(
            ProcessActivity.Looping,
            violation.Trace.Endings.First(ending => ending.Process == "vcpu0").Activity
        );
    }

    [Fact]
    public void The_blocker_lets_slots_change_while_a_vCPU_is_between_a_read_exit_and_its_re_entry()
    {
        var violation = Assert.Single(Violations("blocker", [("guest", "device")]));

        var steps = violation.Trace.Steps.ToList();
        int exit = steps.FindIndex(step => step is { Process: "vcpu0", Routine: "accel_cpu_ioctl_end" });
        int inhibit = steps.FindIndex(step => step.Routine == "accel_has_to_wait");
        int entry = steps.FindLastIndex(step => step is { Process: "vcpu0", Routine: "accel_cpu_ioctl_begin" });
        Assert.Equal((ViolationKind.Assertion, true, true), (violation.Kind, exit < inhibit, inhibit < entry));
    }

    private static IReadOnlyList<Violation> Violations(string variant, IReadOnlyList<(string Name, string Value)> set)
    {
        var row = new MatrixRow(
            variant,
            set.ToDictionary(entry => entry.Name, entry => entry.Value),
            "",
            ExpectedVerdict.Holds
        );
        return Explore.Model(new ExploredRow(_scenario, row).Build()).Exhaustively().Violations;
    }
}
