using System.CommandLine;
using Checker.Litmus;
using Checker.Reports;
using Checker.Targets;
using Model.Platforms;

namespace Checker.Cli;

/// <summary><c>checker conform</c>.</summary>
internal sealed class ConformCommand
{
    private const string Details = """
        Runs each test on a platform that serves the test's memory, and on the hardware under the same memory model. A platform is
          weaker    when it shows outcomes that the hardware forbids: each is shown with a shortest trace
          stronger  when it never shows some that the hardware allows: no error
          refines   when it shows the same

        Exit codes:
          0 no test is weaker, 1 some are, 2 bad input (the other tests are run), 3 some tests use what is not modelled, a limit came first, or interrupted,
          70 internal error

        Examples:
          checker conform litmus/ --on kvm --set region=ram
          checker conform litmus/ --on kvm --set region=ram --set patch=F1
          checker conform litmus/ --brief
        """;

    private readonly Session _session;
    private readonly LitmusOptions _options = new();
    private readonly Option<bool> _brief = new("--brief")
    {
        Description = "show only the table of platforms and instructions",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON array and nothing else" };

    private ConformCommand(Session session) => _session = session;

    public static Command Create(Session session) => new ConformCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "conform",
            "Compares what platforms do in litmus tests with what real hardware does.",
            Details
        )
        {
            _brief,
            _json,
        };
        _options.AddTo(command);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        IReadOnlyList<LitmusPlatform> platforms = _options.HasPlatform(parsed)
            ? [_options.Platform(parsed)]
            : [.. PlatformCatalogue.All.Select(platform => _options.Platform(parsed, name: platform.Name))];
        var answers = LitmusSuite.Answers(
            _options.Files(parsed),
            _options.Workers(parsed),
            program => platforms.Select(platform => Refinement.Of(program, platform, _session.Cancellation)).ToList(),
            _session.Cancellation
        );
        var refinements = platforms
            .SelectMany(
                (_, i) => answers.Where(answer => answer.Result is not null).Select(answer => answer.Result![i])
            )
            .ToList();
        var output = _session.Streams.Output;
        if (parsed.GetValue(_json))
        {
            output.Write(
                ReportJson.Of(
                    refinements
                        .Select(RefinementRecord.Of)
                        .Concat(answers.Where(answer => answer.Fault is not null).Select(Record))
                )
            );
        }
        else
        {
            foreach (var refinement in refinements.Where(_ => !parsed.GetValue(_brief)))
            {
                output.Write(RefinementText.Of(refinement, _session.Streams.Width));
            }

            output.Write(LitmusEnd.Faults(answers));
            output.Write(refinements.Count == 0 ? "" : $"\n{RefinementText.Summary(refinements)}");
        }

        return LitmusEnd.Code(
            answers,
            refinements.Any(refinement => refinement.Verdict == RefinementVerdict.Weaker),
            refinements.Any(refinement => !refinement.IsExhaustive),
            _session.Cancellation
        );
    }

    private static RefinementRecord Record(LitmusAnswer<List<Refinement>> answer)
    {
        string line = ErrorText.Line(answer.Fault!);
        return new RefinementRecord
        {
            File = answer.File,
            Unsupported = answer.IsUnsupported ? line : null,
            Error = answer.IsBad ? line : null,
        };
    }
}
