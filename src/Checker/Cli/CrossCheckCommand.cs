using System.CommandLine;
using Checker.Coyote.Reports;
using Checker.Coyote.Schedules;
using Checker.Reports;
using Checker.Targets;
using Model.Catalogue;

namespace Checker.Cli;

/// <summary><c>checker cross-check</c>.</summary>
internal sealed class CrossCheckCommand
{
    private const string Details = """
        For each row of checker matrix: Checker visits every state; Coyote runs schedules until the first violation, with one seed after
        the other. n is the number of schedules up to that, the median over the seeds. A model that holds gets one seed and all schedules.
          yes     both say the same       missed     Coyote found nothing with half of its seeds, or more
          NO      Coyote found what Checker says there is not: one of them is wrong

        Exit codes:
          0 they agree, 1 they contradict each other, 2 bad input, 3 missed, undecided or interrupted, 70 internal error

        Example:
          checker cross-check memslot-update --schedules 500 --strategy prioritization
        """;

    private readonly Session _session;
    private readonly TargetResolver _subjects;
    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Description = "a scenario of checker list, or a scenario file: FILE.yaml [default: all]",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<long?> _seeds = NumberOption.Whole(
        "--seeds",
        "N",
        "seeds for each model that is violated [default: 20]",
        1,
        CoyoteSettings.LastSeed
    );
    private readonly ScheduleOptions _schedules = new();
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON array and nothing else" };

    private CrossCheckCommand(Session session)
    {
        _session = session;
        _subjects = new TargetResolver(session.Catalogue);
    }

    public static Command Create(Session session) => new CrossCheckCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "cross-check",
            "Puts the catalogue to both engines and compares their verdicts.",
            Details
        )
        {
            _scenario,
            _seeds,
        };
        _schedules.AddTo(command);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string[] scenarios = parsed.GetValue(_scenario) is { } named
            ? [named]
            : [.. _session.Catalogue.Select(scenario => scenario.Name)];
        var settings = _schedules.Settings(parsed);
        int seeds = (int)(parsed.GetValue(_seeds) ?? 20);
        bool json = parsed.GetValue(_json);
        if (!json)
        {
            _session.Streams.Output.WriteLine(
                $"{CoyoteRun.Engine}, {settings.Strategy}, {Labels.Count(settings.Schedules, "schedule")} of "
                    + $"{Labels.Count(settings.Length, "step")} at most for each seed"
            );
        }

        var all = new List<CrossCheckRow>();
        bool isWhole = _schedules.Limited(
            parsed,
            cancellation =>
            {
                foreach (string scenario in scenarios)
                {
                    var rows = Compare(scenario, settings, seeds, cancellation);
                    all.AddRange(rows.Select(row => row.Row));
                    if (!json)
                    {
                        _session.Streams.Output.Write($"\n{scenario}\n{CrossCheckTable.Of(rows)}");
                        _session.Streams.Output.Flush();
                    }
                }

                return !cancellation.IsCancellationRequested;
            },
            _session.Cancellation
        );
        _session.Streams.Output.Write(
            json ? ReportJson.Of(all.Select(row => new CrossCheckReport(row))) : Summary(all)
        );
        return all.Exists(row => row.Agreement == Agreement.Contradicts) ? ExitCode.Violated
            : isWhole && all.TrueForAll(row => row.Agreement == Agreement.Agrees) ? ExitCode.Holds
            : ExitCode.Inconclusive;
    }

    private IReadOnlyList<(string Name, CrossCheckRow Row)> Compare(
        string scenario,
        CoyoteSettings settings,
        int seeds,
        CancellationToken cancellation
    )
    {
        var rows = new List<(string, CrossCheckRow)>();
        foreach (var row in _subjects.Scenario(scenario).Matrix.TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            string name = (
                $"{row.Platform} "
                + $"{Labels.Settings(row.Set.OrderBy(setting => setting.Key, StringComparer.Ordinal))}"
            ).TrimEnd();
            _session.Streams.Error.WriteLine($"{scenario} on {name}");
            rows.Add((name, Compare(scenario, row, settings, seeds, cancellation)));
        }

        return rows;
    }

    private CrossCheckRow Compare(
        string scenario,
        MatrixRow row,
        CoyoteSettings settings,
        int seeds,
        CancellationToken cancellation
    )
    {
        var subject = _subjects.Subject(scenario, row.Platform, row.Set);
        var model = _subjects.Build(subject);
        var ours = (Explore.Model(model) with { Cancellation = cancellation }).Exhaustively();
        using var confirmation = new Confirmation(model, ScheduleOptions.Confirming(cancellation));
        return CrossCheck.Run(subject, model, ours, settings, seeds, confirmation, cancellation);
    }

    private static string Summary(IReadOnlyList<CrossCheckRow> rows)
    {
        string counts = string.Join(
            ", ",
            Enum.GetValues<Agreement>()
                .Select(agreement =>
                    (Word: CrossCheckTable.Word(agreement), Count: rows.Count(row => row.Agreement == agreement))
                )
                .Where(group => group.Count > 0)
                .Select(group => $"{group.Word} {Labels.Number(group.Count)}")
        );
        string contradictions = string.Concat(
            rows.Where(row => row.Contradiction is not null)
                .Select(row =>
                    $"\ncontradiction on {Labels.Of(row.Subject)}: {Labels.Of(row.Contradiction!.Kind)} "
                    + $"{row.Contradiction.Property}, schedule {Labels.Number(row.Contradiction.Schedule)}"
                )
        );
        return $"\n{Labels.Count(rows.Count, "model")}: {counts}{contradictions}\n";
    }
}
