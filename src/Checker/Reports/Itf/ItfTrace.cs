using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checker.Replay;
using Checker.Traces;

namespace Checker.Reports.Itf;

/// <summary>A trace in Apalache's Informal Trace Format (ADR-015), which several viewers open.</summary>
/// <remarks>
/// A state has a variable for each shared object; <c>next_P</c> for each process P, what it is about to do; and
/// <c>step</c>, the step that led to the state, without kind in the first one. Where the trace ends in a trap, states
/// for one way round in it follow, and <c>loop</c> is the state that they come back to.
/// </remarks>
internal sealed class ItfTrace
{
    private const string Description = "https://apalache-mc.org/docs/adr/015adr-trace.html";

    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Execution _execution;
    private readonly string[] _objects;
    private readonly string[] _processes;
    private readonly string _step;

    private ItfTrace(Execution execution)
    {
        _execution = execution;
        var names = new PlainNames();
        _step = names.For("step");
        _objects = [.. execution.Objects.Select(target => names.For(target.Name))];
        _processes = [.. execution.Trace.Processes.Select(process => names.For($"next_{process}"))];
    }

    /// <summary>The JSON text, with a line end.</summary>
    /// <param name="subject">What was checked.</param>
    /// <param name="execution">The trace's states.</param>
    public static string Of(TraceSubject subject, Execution execution) => new ItfTrace(execution).Text(subject);

    private string Text(TraceSubject subject)
    {
        ExecutionState[] states = [.. _execution.States, .. _execution.RoundStates];
        TraceStep?[] steps = [null, .. _execution.Trace.AllSteps, .. _execution.Round.SkipLast(1)];
        var trace = new JsonObject
        {
            ["#meta"] = Meta(subject),
            ["vars"] = ItfValue.List([.. _objects, .. _processes, _step]),
        };
        if (_execution.Round.Count > 0)
        {
            trace["loop"] = _execution.RoundStart;
        }

        trace["states"] = new JsonArray([.. states.Select((state, index) => State(state, steps[index], index))]);
        return trace.ToJsonString(_options) + "\n";
    }

    private JsonObject Meta(TraceSubject subject)
    {
        var variables = new JsonObject();
        foreach (var (name, target) in _objects.Zip(_execution.Objects))
        {
            variables.Add(name, $"shared object {target.Name}");
        }

        foreach (var (name, process) in _processes.Zip(_execution.Trace.Processes))
        {
            variables.Add(name, $"what process {process} is about to do");
        }

        variables.Add(_step, "the step that led to the state");
        return new JsonObject
        {
            ["format"] = "ITF",
            ["format-description"] = Description,
            ["source"] = Labels.Of(subject),
            ["status"] = _execution.Trace.Kind is null ? "passed" : "violation",
            ["description"] = EndingText.Failure(_execution.Trace),
            ["kind"] = Labels.Of(_execution.Trace.Kind),
            ["property"] = _execution.Trace.Property,
            ["fails-in-state"] = _execution.Trace.Steps.Count,
            ["variables"] = variables,
        };
    }

    private JsonNode State(ExecutionState state, TraceStep? step, int index)
    {
        var written = new JsonObject { ["#meta"] = new JsonObject { ["index"] = index } };
        for (int i = 0; i < _objects.Length; i++)
        {
            written.Add(_objects[i], ItfValue.Of(state.Values[i], _execution.Shown(state, i)));
        }

        foreach (var (name, ending) in _processes.Zip(state.Processes))
        {
            written.Add(
                name,
                new JsonObject
                {
                    ["activity"] = ending.Activity.ToString().ToLowerInvariant(),
                    ["operation"] = string.Join("; ", ending.Details),
                }
            );
        }

        written.Add(_step, Step(step));
        return written;
    }

    // Every state has the same fields: viewers and type checkers expect that of a variable.
    private static JsonObject Step(TraceStep? step) =>
        new()
        {
            ["process"] = step?.Process ?? "",
            ["kind"] = step?.Kind ?? "",
            ["objects"] = ItfValue.List(step?.Objects ?? []),
            ["operand"] = step?.Operand ?? "",
            ["response"] = step?.Response ?? "",
            ["routine"] = step?.Routine ?? "",
            ["address"] = step?.Address is ulong address
                ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}")
                : "",
            ["text"] = step?.Text ?? "",
            ["notes"] = ItfValue.List(step?.Notes ?? []),
        };
}
