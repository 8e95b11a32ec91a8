using Model.Catalogue;
using Model.Input;
using Model.Scenarios.XmhfLapic;
using Model.Steps;

namespace Checker.Tests.Scenarios;

public sealed class XmhfLapicTests
{
    private static readonly XmhfLapicScenario _scenario = new();

    private static readonly IReadOnlyList<(string Design, string Part)> _parts =
    [
        ("stepping", Part.InveptAtOpen),
        ("stepping", Part.InveptAtClose),
        ("stepping", Part.Closing),
        ("compare-exchange", Part.CompareExchange),
        ("compare-exchange", Part.Retry),
        ("load-linked", Part.LinkTest),
        ("load-linked", Part.LinkBreak),
        ("load-linked", Part.WriteOnMismatch),
        ("global-lock", Part.GlobalLock),
        ("page-locks", Part.FirstPageLock),
        ("page-locks", Part.SecondPageLock),
        ("mapping", Part.LockedInstruction),
        ("stop-the-world", Part.Stop),
    ];

    [Fact]
    public void Every_row_of_the_matrix_gets_its_verdict_and_the_page_has_the_state_counts() =>
        new DocumentationPage("xmhf-lapic.md").RequireTable(
            "verdicts",
            ScenarioTables.Verdicts(ExploredRow.Of(_scenario))
        );

    [Fact]
    public void The_page_tells_which_parts_of_the_fixed_forms_are_needed()
    {
        Assert.Equal(
            Part.All.Order(StringComparer.Ordinal),
            _parts.Select(entry => entry.Part).Order(StringComparer.Ordinal)
        );
        new DocumentationPage("xmhf-lapic.md").RequireTable(
            "removals",
            ScenarioTables.Removals(
                ExploredRow.Of(_scenario),
                _parts,
                (variant, part) => _scenario.Build(variant.Platform, variant.Settings, part)
            )
        );
    }

    // The numbers are those of an independent exhaustive search of the same test.
    [Theory]
    [InlineData("stepping", "ring-forward", 2)]
    [InlineData("mapping", "ring-forward", 2)]
    [InlineData("load-linked", "ring-forward", 2)]
    [InlineData("stop-the-world", "ring-reverse", 2)]
    [InlineData("emulated", "ram-8", 4)]
    [InlineData("emulated", "ring-forward", 10)]
    [InlineData("mapping", "ring-reverse", 10)]
    [InlineData("compare-exchange", "ring-forward", 12)]
    public void Two_racing_CMPXCHG8B_have_as_many_outcomes_as_the_design_allows(
        string design,
        string test,
        int expected
    )
    {
        var outcomes = Outcomes(design, test);

        Assert.Equal(expected, outcomes.Count);
        Assert.Contains("memory (1,1), cpu0 saw (0,0), cpu1 saw (1,1)", outcomes);
        Assert.Contains("memory (2,2), cpu0 saw (2,2), cpu1 saw (0,0)", outcomes);
    }

    [Fact]
    public void Half_writes_mix_and_a_write_back_erases_half_of_the_winner()
    {
        var pageLoop = Outcomes("emulated", "ring-forward");
        var writeBack = Outcomes("compare-exchange", "ring-forward");

        Assert.Contains("memory (1,2), cpu0 saw (0,0), cpu1 saw (0,0)", pageLoop);
        Assert.Contains("memory (1,1), cpu0 saw (0,0), cpu1 saw (0,1)", pageLoop);
        Assert.Contains("memory (0,1), cpu0 saw (0,0), cpu1 saw (0,1)", writeBack);
        Assert.DoesNotContain("memory (0,1), cpu0 saw (0,0), cpu1 saw (0,1)", pageLoop);
    }

    [Theory]
    [InlineData("ram-8", 2)]
    [InlineData("ring-forward", 2)]
    [InlineData("ring-both", 1)]
    [InlineData("ring-neighbours", 4)]
    public void The_reference_is_every_order_of_indivisible_instructions(string test, int expected) =>
        Assert.Equal(expected, new AtomicOutcomes(new LapicTest(test, 1, _ => true)).Count);

    [Fact]
    public void One_EPT_for_all_cannot_trap_the_first_CPU_only()
    {
        var stepping = new ExploredRow(
            _scenario,
            new MatrixRow(
                "stepping",
                new Dictionary<string, string> { ["ept"] = "shared", ["trapped"] = "first" },
                "",
                ExpectedVerdict.Holds
            )
        );

        Assert.Throws<InputException>(stepping.Build);
    }

    // A final outcome is reachable when the claim that it never occurs is violated.
    private static IReadOnlyList<string> Outcomes(string design, string test)
    {
        var set = new Dictionary<string, string> { ["test"] = test };
        var variant = new ExploredRow(_scenario, new MatrixRow(design, set, "", ExpectedVerdict.Holds));
        var model = _scenario.Build(variant.Platform, variant.Settings, removed: null, out var lapicTest);
        var operand = lapicTest.InstructionOf(0).Operand;
        foreach (ulong memory in Pairs)
        {
            foreach (ulong first in Pairs)
            {
                foreach (ulong second in Pairs)
                {
                    model.Always(
                        $"memory {Pair(memory)}, cpu0 saw {Pair(first)}, cpu1 saw {Pair(second)}",
                        states =>
                            !states.HasFinished("cpu0")
                            || !states.HasFinished("cpu1")
                            || operand.ValueIn(states.Of) != memory
                            || SeenBy(states, lapicTest, 0) != first
                            || SeenBy(states, lapicTest, 1) != second
                    );
                }
            }
        }

        return
        [
            .. Explore
                .Model(model)
                .Exhaustively()
                .Violations.Select(violation => violation.Property)
                .Where(property => property.StartsWith("memory", StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<ulong> Pairs =>
        from low in new ulong[] { 0, 1, 2 }
        from high in new ulong[] { 0, 1, 2 }
        select Operand.At(low, 0) | Operand.At(high, 1);

    private static string Pair(ulong value) => FormattableString.Invariant($"({value & uint.MaxValue},{value >> 32})");

    private static ulong SeenBy(StateView states, LapicTest test, int cpu) => states.Of(test.Seen[cpu]);
}
