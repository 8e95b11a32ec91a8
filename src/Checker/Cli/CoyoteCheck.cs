using System.CommandLine;
using Checker.Coyote.Executions;
using Checker.Coyote.Reports;
using Checker.Coyote.Schedules;
using Checker.Patches;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Model.Steps;
using Model.Systems;

namespace Checker.Cli;

/// <summary><c>checker check --engine coyote</c>: tries schedules of a scenario under Coyote.</summary>
/// <param name="session">What commands work with.</param>
/// <param name="subjects">Finds the model.</param>
/// <param name="schedules">Which schedules are tried.</param>
internal sealed class CoyoteCheck(Session session, TargetResolver subjects, ScheduleOptions schedules)
{
    /// <summary>Runs it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="subject">What is checked.</param>
    /// <param name="patch">The patch in it, or <c>null</c>.</param>
    /// <param name="saving">Where traces go.</param>
    /// <param name="json">Whether to print JSON.</param>
    public ExitCode Run(ParseResult parsed, TraceSubject subject, LoadedPatch? patch, TraceSaving saving, bool json)
    {
        var settings = schedules.Settings(parsed);
        var model = subjects.Build(subject);
        var result = schedules.Limited(
            parsed,
            cancellation => Unforeseen.Survive(() => Run(model, settings, patch, cancellation), out _),
            session.Cancellation
        );
        var violations = Violations(model, result);
        var traces = saving.Save(subject, model, violations);
        session.Streams.Output.Write(
            json
                ? ReportJson.Of(new CoyoteReport(subject, settings, result, traces))
                : Text(subject, settings, model, result, violations, traces)
        );
        return result.IsViolated ? ExitCode.Violated : ExitCode.Inconclusive;
    }

    private CoyoteResult Run(
        SystemModel model,
        CoyoteSettings settings,
        LoadedPatch? patch,
        CancellationToken cancellation
    )
    {
        var progress = new ProgressReport(session.Streams.Error, session.Streams.IsErrorTerminal);
        try
        {
            using var confirmation = new Confirmation(model, ScheduleOptions.Confirming(cancellation));
            return new CoyoteRun(model, settings, confirmation, cancellation)
            {
                Report = (schedules, elapsed) =>
                    progress.Show(
                        elapsed,
                        () =>
                            $"{(int)elapsed.TotalSeconds} s: {Labels.Count(schedules, "schedule")} of "
                            + $"{Labels.Number(settings.Schedules)}"
                    ),
            }.Run();
        }
        catch (ModelException exception) when (patch is not null)
        {
            throw patch.Fault(exception);
        }
        finally
        {
            progress.End();
        }
    }

    private static IReadOnlyList<Violation> Violations(SystemModel model, CoyoteResult result) =>
        [
            .. result.Violations.Select(finding => new Violation(
                finding.Kind,
                finding.Property,
                new Trace(
                    finding.Kind,
                    finding.Property,
                    [.. model.Processes.Select(process => process.Name)],
                    PlainTeller.Tell(model, finding.Steps),
                    finding.Endings
                )
            )),
        ];

    private string Text(
        TraceSubject subject,
        CoyoteSettings settings,
        SystemModel model,
        CoyoteResult result,
        IReadOnlyList<Violation> violations,
        IReadOnlyList<string?> traces
    )
    {
        string text =
            CoyoteText.Of(subject, settings, model, result)
            + string.Concat(traces.OfType<string>().Select(path => $"  saved {path}\n"));
        return violations.Count == 0 ? text : $"{text}\n{TraceText.Of(violations[0].Trace, session.Streams.Width)}";
    }
}
