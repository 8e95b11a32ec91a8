using Checker.Exploration;
using Checker.Traces;

namespace Checker.Tests.Scenarios;

/// <summary>Traces made by hand, for the wording of what the test scenarios do not show.</summary>
internal static class Told
{
    /// <summary>
    /// A process that waits in a loop of two steps, ten times round, and then in a step, four times, before another
    /// goes on.
    /// </summary>
    public static Trace Spinning()
    {
        var steps = new List<TraceStep>
        {
            Step("cpu0", "store", "1") with
            {
                Changes = [new TraceChange("cell", "0", "1")],
            },
        };
        for (int round = 0; round < 10; round++)
        {
            steps.Add(Step("cpu1", "load", "") with { Response = "0", Address = 0x10051, Text = "mov eax,[flag]" });
            steps.Add(Step("cpu1", "pause", ""));
        }

        steps.AddRange(Enumerable.Repeat(Step("cpu0", "load", ""), 5));
        steps.Add(Step("cpu1", "store", "2"));
        return Trace(ViolationKind.Refinement, ["cpu0", "cpu1"], steps);
    }

    /// <summary>One step by each of many processes.</summary>
    public static Trace Crowd(int processes)
    {
        string[] names =
        [
            .. Enumerable.Range(0, processes).Select(number => FormattableString.Invariant($"cpu{number}")),
        ];
        return Trace(
            ViolationKind.Assertion,
            names,
            names.Select(name =>
                Step(name, "compare-exchange", "0 -> 0x12345678") with
                {
                    Response = "0x41, failed",
                    Routine = "emulator_cmpxchg_emulated",
                }
            )
        );
    }

    private static TraceStep Step(string process, string kind, string operand) =>
        new(0, process, 0, kind, ["cell"], operand, "");

    private static Trace Trace(ViolationKind kind, IReadOnlyList<string> names, IEnumerable<TraceStep> steps) =>
        new(
            kind,
            "what is claimed",
            names,
            [.. steps.Select((step, index) => step with { Number = index + 1 })],
            [
                .. names.Select(
                    (name, number) =>
                        number == 0
                            ? new ProcessEnding(name, ProcessActivity.Failed, ["what is claimed"])
                            : new ProcessEnding(
                                name,
                                ProcessActivity.Ready,
                                [
                                    "compare-exchange [a cell with a long name] 0 -> 0x12345678 (0xfee00300 lock "
                                        + "cmpxchg [edi],esi in emulator_cmpxchg_emulated)",
                                ]
                            )
                ),
            ]
        );
}
