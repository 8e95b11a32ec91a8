using System.CommandLine;
using Checker.Files;
using Checker.Litmus;
using Checker.Litmus.Synthesis;
using Checker.Reports;
using Checker.Targets;

namespace Checker.Cli;

/// <summary><c>checker synthesise</c>.</summary>
internal sealed class SynthesiseCommand
{
    private const long DefaultCpus = 2;
    private const long DefaultSteps = 3;
    private const long DefaultLocations = 2;
    private const long DefaultSize = 3;

    private const string Details = """
        Enumerates programs of growing size, made of plain and locked accesses to a few locations, each once up to the order of CPUs and the names of
        locations, until the platform shows what the hardware forbids; prints the smallest such programs as litmus tests.

        Exit codes:
          0 none found up to the size asked for, 1 some found, 2 bad input, 3 interrupted or cut by a limit, 70 internal error

        Examples:
          checker synthesise --on kvm --set region=mmio
          checker synthesise --on kvm --set region=ram --set patch=F1 --size 3 --save found/
        """;

    private readonly Session _session;
    private readonly Option<string> _platform = new("--on")
    {
        HelpName = "PLATFORM",
        Description = "the platform to look for faults in",
        Required = true,
    };
    private readonly SettingOption _settings = new();
    private readonly Option<long?> _cpus = NumberOption.Whole(
        "--cpus",
        "N",
        "maximum number of CPUs [default: 2]",
        2,
        3
    );
    private readonly Option<long?> _steps = NumberOption.Whole(
        "--instructions",
        "N",
        "maximum number of instructions per CPU [default: 3]",
        1,
        3
    );
    private readonly Option<long?> _locations = NumberOption.Whole(
        "--locations",
        "N",
        "maximum number of locations [default: 2]",
        1,
        3
    );
    private readonly Option<long?> _size = NumberOption.Whole(
        "--size",
        "N",
        "instructions of all maximum number of CPUs [default: 3]",
        2,
        9
    );
    private readonly Option<long?> _count = NumberOption.Whole(
        "--count",
        "N",
        "maximum number of programs to print [default: all]",
        1,
        int.MaxValue
    );
    private readonly Option<long?> _workers = NumberOption.Whole(
        "--workers",
        "N",
        "number of programs that run in parallel; the result does not depend on it [default: one a processor]",
        1,
        64
    );
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "DIR",
        Description = "write each program to a file in that folder instead of printing it",
    };

    private SynthesiseCommand(Session session) => _session = session;

    public static Command Create(Session session) => new SynthesiseCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "synthesise",
            "Finds the smallest programs on which a platform shows what real hardware forbids.",
            Details
        )
        {
            _platform,
            _cpus,
            _steps,
            _locations,
            _size,
            _count,
            _workers,
            _save,
        };
        _settings.AddTo(command);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var platform = LitmusPlatform.Of(parsed.GetValue(_platform), _settings.Values(parsed));
        var programs = new SynthesisPrograms(
            (int)(parsed.GetValue(_cpus) ?? DefaultCpus),
            (int)(parsed.GetValue(_steps) ?? DefaultSteps),
            (int)(parsed.GetValue(_locations) ?? DefaultLocations)
        );
        var synthesiser = new Synthesiser(
            platform,
            programs,
            (int)(parsed.GetValue(_workers) ?? Environment.ProcessorCount),
            _session.Cancellation
        );
        long most = parsed.GetValue(_size) ?? DefaultSize;
        for (int size = 2; size <= most; size++)
        {
            try
            {
                var findings = synthesiser.OfSize(size);
                if (findings.Count > 0)
                {
                    Tell(
                        findings,
                        size,
                        synthesiser.Judged,
                        (int)(parsed.GetValue(_count) ?? int.MaxValue),
                        parsed.GetValue(_save)
                    );
                    return ExitCode.Violated;
                }
            }
            catch (OperationCanceledException)
            {
                _session.Streams.Output.WriteLine(
                    $"interrupted: none found in {Labels.Count(synthesiser.Judged, "program")}"
                );
                return ExitCode.Inconclusive;
            }
        }

        if (synthesiser.Unknown > 0)
        {
            _session.Streams.Output.WriteLine(
                $"bounded: none found, but a limit stopped {Labels.Number(synthesiser.Unknown)} of "
                    + $"{Labels.Count(synthesiser.Judged, "program")}"
            );
            return ExitCode.Inconclusive;
        }

        _session.Streams.Output.WriteLine(
            $"none found: {Labels.Count(synthesiser.Judged, "program")} of up to {Labels.Count(most, "instruction")} "
                + "refine the hardware"
        );
        return ExitCode.Holds;
    }

    private void Tell(IReadOnlyList<SynthesisFinding> findings, int size, long judged, int count, string? folder)
    {
        var output = _session.Streams.Output;
        foreach (var (finding, number) in findings.Take(count).Select((finding, i) => (finding, i + 1)))
        {
            if (folder is null)
            {
                output.WriteLine(finding.Text);
                continue;
            }

            string path = Path.Combine(folder, FormattableString.Invariant($"{number:000}.litmus"));
            AtomicFile.CreateFolder(folder);
            AtomicFile.Write(path, finding.Text);
            output.WriteLine(path);
        }

        output.WriteLine(
            $"{Labels.Count(findings.Count, "program")} of {Labels.Count(size, "instruction")} on which the platform "
                + "is weaker than the hardware"
                + $"{(findings.Count > count ? $", {count} shown" : "")}; {Labels.Count(judged, "program")} judged"
        );
    }
}
