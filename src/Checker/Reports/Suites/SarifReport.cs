using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checker.Suites;
using Checker.Traces;

namespace Checker.Reports.Suites;

/// <summary>
/// The findings in SARIF 2.1.0 (OASIS standard): a result each, at the guest's source line where that is known, with
/// the trace as a code flow.
/// </summary>
/// <param name="locator">Finds lines of source.</param>
internal sealed class SarifReport(SourceLocator locator)
{
    private const string Schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON text.</summary>
    public string Of(IReadOnlyList<SuiteResult> suites)
    {
        var results = suites.SelectMany(suite =>
            suite.Cases.SelectMany(one => one.Findings.Select(finding => Result(suite, one, finding)))
        );
        bool isComplete = suites.All(suite => suite.Count(CaseStatus.BadInput) == 0);
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = new JsonObject { ["driver"] = Driver() },
                    ["columnKind"] = "utf16CodeUnits",
                    ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = isComplete }),
                    ["results"] = new JsonArray([.. results]),
                }
            ),
        }.ToJsonString(_options) + "\n";
    }

    private static JsonObject Driver() =>
        new()
        {
            ["name"] = "Checker",
            ["version"] = typeof(SarifReport).Assembly.GetName().Version!.ToString(3),
            ["rules"] = new JsonArray([
                .. Rules.All.Select(rule => new JsonObject
                {
                    ["id"] = rule.Id,
                    ["shortDescription"] = Message(rule.Meaning),
                    ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Id) },
                }),
            ]),
        };

    private JsonObject Result(SuiteResult suite, CaseResult one, SuiteFinding finding)
    {
        var written = suite.PlaceOf(one, finding);
        var source = locator.Find(finding);
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["ruleIndex"] = Rules.All.ToList().FindIndex(rule => rule.Id == finding.Rule),
            ["level"] = Level(finding.Rule),
            ["message"] = Message($"{suite.TitleOf(one)}: {finding.Message}"),
            ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = Physical(source ?? written) }),
            ["partialFingerprints"] = new JsonObject { ["finding/v1"] = Fingerprint(suite, one, finding) },
        };
        if (source is not null)
        {
            result["relatedLocations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = Physical(written),
                    ["message"] = Message("the expected verdict"),
                }
            );
        }

        if (finding is { Trace: { Steps.Count: > 0 } trace, Subject: { } subject })
        {
            result["codeFlows"] = new JsonArray(
                new JsonObject
                {
                    ["threadFlows"] = new JsonArray(
                        new JsonObject { ["locations"] = new JsonArray([.. Steps(trace, subject, written)]) }
                    ),
                }
            );
        }

        return result;
    }

    // One flow for all processes: what counts is the order of their steps. A step without a line of its own is shown
    // where its process last was.
    private IEnumerable<JsonNode> Steps(Trace trace, TraceSubject subject, SourcePlace otherwise)
    {
        var last = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        foreach (var step in trace.AllSteps)
        {
            if (locator.Find(subject, step.Address) is { } place)
            {
                last[step.Process] = place;
            }

            yield return new JsonObject
            {
                ["location"] = new JsonObject
                {
                    ["physicalLocation"] = Physical(last.GetValueOrDefault(step.Process, otherwise)),
                    ["logicalLocations"] = new JsonArray(
                        new JsonObject { ["name"] = step.Process, ["kind"] = "process" }
                    ),
                    ["message"] = Message(
                        $"{(step.Number == trace.Steps.Count + 1 ? $"{EndingText.Trap}: " : "")}{step.Process}: "
                            + $"{string.Join("; ", StepLines.Of(step))}"
                    ),
                },
                ["executionOrder"] = step.Number,
            };
        }
    }

    private static JsonObject Physical(SourcePlace place)
    {
        var region = new JsonObject { ["startLine"] = place.Line };
        if (place.Column is { } column)
        {
            region["startColumn"] = column;
        }

        return new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(place.File) },
            ["region"] = region,
        };
    }

    // A path within the current folder stays relative: what reads the file knows where the repository is.
    private static string UriOf(string file)
    {
        string shown = SourceLocator.Shown(file);
        return Path.IsPathRooted(shown)
            ? new Uri(Path.GetFullPath(shown)).AbsoluteUri
            : string.Join('/', shown.Split('/').Select(Uri.EscapeDataString));
    }

    private static JsonObject Message(string text) => new() { ["text"] = text };

    private static string Level(string rule) => Rules.IsInconclusive(rule) ? "warning" : "error";

    // The same finding has the same fingerprint wherever the lines move.
    private static string Fingerprint(SuiteResult suite, CaseResult one, SuiteFinding finding)
    {
        string[] parts = [suite.Name, one.Name, finding.Rule, finding.Trace?.Property ?? ""];
        string text = string.Concat(
            parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n"))
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
