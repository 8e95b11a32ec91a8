using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Nodes;
using Checker.Exploration;
using Checker.Replay;
using Checker.Reports;
using Checker.Reports.Itf;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Checker.Traces;
using Model.Steps;

namespace Checker.Tests.Reports.Itf;

/// <summary>Traces in the Informal Trace Format: well-formed, and true.</summary>
public sealed class ItfTraceTests
{
    public static TheoryData<string> Traces =>
        [
            "lhv-xchg-kvm-mmio-coalesced-invariant",
            "lhv-xchg-kvm-mmio-coalesced-stuck",
            "lhv-xchg-kvm-F3-on-deadlock",
            "lhv-xchg-kvm-F8-stuck",
            "memslot-update-original-lock-invariant",
            "xmhf-lapic-emulated-lapic-invariant",
            "xmhf-lapic-stepping-lapic-assertion",
            "apicv-nested-original-assertion",
            "requests-mode-no-vcpu-barrier-invariant",
            "posted-interrupt-wakeup-no-second-look-stuck",
            "coalesced-ring-index-unchecked-assertion",
            "vcpu-online-original-assertion",
            "apic-map-dirty-cleared-after-assertion",
            "xsa-401-flush-before-type-invariant",
        ];

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_rule_of_the_format_is_kept(string name)
    {
        var (loaded, execution, itf) = Told(name);

        Assert.Empty(ItfRules.Broken(itf));
        Assert.Equal(("ITF", "violation"), ((string?)itf["#meta"]!["format"], (string?)itf["#meta"]!["status"]));
        Assert.Equal(execution.States.Count + execution.RoundStates.Count, itf["states"]!.AsArray().Count);
        Assert.Equal(execution.Objects.Count + loaded.File.Trace.Processes.Count + 1, itf["vars"]!.AsArray().Count);
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Values_are_those_of_the_trace(string name)
    {
        var (loaded, execution, itf) = Told(name);
        var vars = itf["vars"]!.AsArray().Select(variable => (string)variable!).ToList();
        var steps = loaded.File.Trace.AllSteps;

        for (int number = 0; number <= steps.Count; number++)
        {
            var state = itf["states"]![number]!;
            Assert.Equal(number == 0 ? "" : steps[number - 1].Kind, (string?)state["step"]!["kind"]);
            for (int target = 0; target < execution.Objects.Count; target++)
            {
                if (execution.States[number].Values[target] is ulong value)
                {
                    Assert.Equal(value, ulong.Parse((string)state[vars[target]]!["#bigint"]!));
                }
            }
        }

        // What a step says that it changed is what the states show.
        for (int number = 0; number < steps.Count; number++)
        {
            foreach (var change in steps[number].Changes)
            {
                int target = execution
                    .Objects.ToList()
                    .FindIndex(candidate => candidate.Name == change.Target.Split(':')[0]);
                Assert.Equal(
                    (change.Before, change.After),
                    (
                        execution.Shown(execution.States[number], target),
                        execution.Shown(execution.States[number + 1], target)
                    )
                );
                Assert.NotEqual(
                    itf["states"]![number]![vars[target]]!.ToJsonString(),
                    itf["states"]![number + 1]![vars[target]]!.ToJsonString()
                );
            }
        }
    }

    [Theory]
    [InlineData("lhv-xchg-kvm-mmio-coalesced-stuck", true)]
    [InlineData("lhv-xchg-vmware-stuck", true)]
    [InlineData("posted-interrupt-wakeup-no-second-look-stuck", false)]
    [InlineData("lhv-xchg-kvm-mmio-coalesced-invariant", false)]
    public void The_loop_is_a_way_round_in_the_model(string name, bool goesRound)
    {
        var (loaded, execution, itf) = Told(name);

        Assert.Equal(goesRound, itf["loop"] is not null);
        if (!goesRound)
        {
            return;
        }

        var model = new TraceModel(loaded.Model);
        using var walker = new StateCursor(model.Composition);
        var steps = execution.Trace.AllSteps.Concat(execution.Round).ToList();
        ulong[]? start = null;
        for (int number = 0; number < steps.Count; number++)
        {
            if (number == (int)itf["loop"]!)
            {
                start = Values(walker);
            }

            Assert.True(
                walker.TryTake(new ScheduleStep(model.ProcessNumber(steps[number].Process), steps[number].Outcome))
            );
        }

        Assert.Equal(start, Values(walker));
        Assert.Equal(
            execution
                .Trace.Endings.Where(ending => ending.Activity == ProcessActivity.Looping)
                .Select(ending => ending.Process),
            execution.Trace.Processes.Where(process =>
                steps.Skip((int)itf["loop"]!).Any(step => step.Process == process)
            )
        );

        static ulong[] Values(StateCursor walker) =>
            [.. Enumerable.Range(0, walker.Composition.SlotCount).Select(slot => (ulong)walker.ValueOf(slot))];
    }

    [Fact]
    public void Values_keep_their_shape()
    {
        Assert.Equal("""{"#bigint":"340282366920938463463374607431768211455"}""", Json(UInt128.MaxValue));
        Assert.Equal("""{"#bigint":"-5"}""", Json(new BigInteger(-5)));
        Assert.Equal("""[{"#bigint":"1"},{"#bigint":"2"}]""", Json(Sequence<int>.Of(1, 2)));
        Assert.Equal("""{"#tup":[true,"a\u0022"]}""", Json((true, "a\"")));
        Assert.Equal("""{"#set":["a","b"]}""", Json(ImmutableHashSet.Create("b", "a")));
        Assert.Equal(
            """{"#map":[["a",{"#bigint":"1"}],["b",{"#bigint":"2"}]]}""",
            Json(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 })
        );
        Assert.Equal(
            """{"number":{"#bigint":"1"},"process":"p","activity":"Ready","details":[]}""",
            Json(new Shape(1, "p", ProcessActivity.Ready, []))
        );
        Assert.Equal("\"shown\"", ItfValue.Of(new object(), "shown").ToJsonString());
        Assert.All(
            new object?[] { null, 'x', 1, "", (1, 2), ImmutableHashSet<int>.Empty },
            value => Assert.True(ItfRules.IsExpression(ItfValue.Of(value)))
        );
    }

    [Fact]
    public void Names_of_variables_are_different_and_plain()
    {
        var names = new PlainNames();

        Assert.Equal(
            ["step", "cpu0_store_buffer", "cpu0_store_buffer_2", "_0x10", "vcpu0__requests"],
            new[] { "step", "cpu0 store buffer", "cpu0_store_buffer", "0x10", "vcpu0->requests" }.Select(names.For)
        );
    }

    [Theory]
    [InlineData("""{"vars":["x"],"states":[{"x":1,"y":2}]}""", "every variable has a value in every state")]
    [InlineData("""{"vars":["x"],"states":[{}]}""", "every variable has a value in every state")]
    [InlineData("""{"vars":["x"],"states":[{"x":{"#bigint":"0x1"}}]}""", "values are expressions")]
    [InlineData("""{"vars":["x"],"states":[{"x":9007199254740993}]}""", "values are expressions")]
    [InlineData("""{"vars":["x"],"states":[{"x":null}]}""", "values are expressions")]
    [InlineData("""{"vars":["x"],"states":[{"x":1}],"loop":1}""", "loop is the index of a state")]
    [InlineData("""{"vars":["x"],"states":[{"#meta":{"index":1},"x":1}]}""", "the index is the place")]
    [InlineData("""{"vars":["#x"],"states":[{"#x":1}]}""", "names do not begin with #")]
    public void The_rules_find_what_breaks_them(string trace, string rule) =>
        Assert.Contains(rule, ItfRules.Broken(JsonNode.Parse(trace)));

    private static string Json(object value) => ItfValue.Of(value).ToJsonString();

    private static (LoadedTrace Loaded, Execution Execution, JsonNode Itf) Told(string name)
    {
        var loaded = LoadedTrace.Read(
            Path.Combine(Repository.Root, "traces", name + ".json"),
            new TargetResolver(Catalogue.Scenarios)
        );
        var execution = new ExecutionBuilder(loaded.Model).Tell(loaded.File.Trace);
        return (loaded, execution, JsonNode.Parse(ItfTrace.Of(loaded.File.Subject, execution))!);
    }

    private sealed record Shape(int Number, string Process, ProcessActivity Activity, Sequence<int> Details);
}
