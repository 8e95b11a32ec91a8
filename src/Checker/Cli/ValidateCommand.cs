using System.CommandLine;
using System.Diagnostics;
using Checker.Patches;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Checker.Validation;

namespace Checker.Cli;

/// <summary><c>checker validate</c>.</summary>
internal sealed class ValidateCommand
{
    private const string Details = """
        Explores the base and the patched base: on a platform the guest's XCHG (lhv-xchg) and every litmus test that comes with the checker, with each kind of
        region and each other parameter changed one at a time, and with each kind of region every single instruction that accesses memory; a host-side scenario with its first parameter and the others likewise. The table says of every
        property whether it is newly broken, still broken, cured or unchanged, and where. Each line that is broken has its shortest trace saved.

        What the base does is remembered in the user's cache folder, under a fingerprint of checker and settings.
        Loading a patch runs its code with your privileges.

        Exit codes:
          0 nothing is broken, 1 something is, 2 bad input, 3 bounded or vacuous and nothing is broken, 70 internal error

        Examples:
          checker new patch --base kvm my-fix
          checker validate my-fix.cs
          checker validate my-fix.cs --json --save traces/
        """;

    private readonly Session _session;
    private readonly PatchStore _patches;
    private readonly Argument<string> _patch = new("PATCH")
    {
        Description = "a C# file with a class that overrides steps of a platform or of a host-side scenario",
    };
    private readonly Option<string> _base = new("--base")
    {
        HelpName = "NAME",
        Description = "a platform, a scenario, or SCENARIO/VARIANT [default: what the class derives from]",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON object and nothing else" };
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "DIR",
        Description = "where the traces go [default: traces-of-PATCH]",
    };
    private readonly Option<long?> _states = NumberOption.Whole(
        "--max-states",
        "N",
        "stop an exploration after this many states [default: 20 times those of the base, 10000 to 2000000]",
        1,
        long.MaxValue
    );
    private readonly Option<bool> _full = new("--full") { Description = "change the parameters in all combinations" };

    private readonly CacheOption _cache;

    private ValidateCommand(Session session)
    {
        _session = session;
        _cache = new CacheOption(session);
        _patches = new PatchStore(session.Catalogue);
    }

    public static Command Create(Session session) => new ValidateCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "validate",
            "Compares a patch with its base: what it fixes, and what it breaks.",
            Details
        )
        {
            _patch,
            _base,
            _json,
            _save,
            _states,
            _full,
            _cache.Option,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var clock = Stopwatch.StartNew();
        var patch = _patches.Load(parsed.GetRequiredValue(_patch));
        var start = Base(patch, parsed.GetValue(_base));
        var folder = Folder(parsed.GetValue(_save), patch);
        var outcome = Compare(patch, start, parsed);
        var traces = ValidationTraces.Save(outcome, folder);
        _session.Streams.Output.Write(
            parsed.GetValue(_json)
                ? ReportJson.Of(new ValidationReport(outcome, traces, clock.Elapsed))
                : ValidationText.Of(outcome, traces, clock.Elapsed)
        );
        return outcome.Verdict switch
        {
            ValidationOutcome.Holds => ExitCode.Holds,
            ValidationOutcome.Broken => ExitCode.Violated,
            _ => ExitCode.Inconclusive,
        };
    }

    private static TraceFolder Folder(string? named, LoadedPatch patch)
    {
        var folder = new TraceFolder(named ?? ValidationTraces.DefaultFolder(patch.File.Path));
        if (named is not null)
        {
            folder.RequireWritable();
        }

        return folder;
    }

    private PatchBase Base(LoadedPatch patch, string? named)
    {
        if (named is null)
        {
            return _patches.BaseOf(patch);
        }

        var start = PatchBase.Named(named, _session.Catalogue);
        _patches.RequireFits(patch, start.Platform);
        return start;
    }

    private ValidationOutcome Compare(LoadedPatch patch, PatchBase start, ParseResult parsed)
    {
        var plan = ValidationPlan.For(start, parsed.GetValue(_full));
        var cache = _cache.Cache(parsed);
        var validator = new Validator(patch, parsed.GetValue(_states), cache, _session.Cancellation);
        var progress = new CountReport(
            _session.Streams.Error,
            _session.Streams.IsErrorTerminal,
            plan.Runs.Count + plan.Instructions.Count
        );
        try
        {
            var runs = validator.Compare(plan.Runs, progress.Show);
            return new ValidationOutcome(
                patch,
                start,
                plan,
                runs,
                validator.Compare(plan.Instructions, done => progress.Show(plan.Runs.Count + done))
            );
        }
        finally
        {
            progress.End();
            cache.Prune();
        }
    }
}
