using System.Runtime.ExceptionServices;
using Checker.Automata;
using Checker.Caching;
using Checker.Exploration;
using Checker.Patches;
using Checker.Properties.Expressions;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Checker.Validation;
using Model.Catalogue;
using Model.Input;
using Model.Steps;

namespace Checker.Suites;

/// <summary>Runs scenario files and patches.</summary>
/// <param name="subjects">Finds and builds what the files name.</param>
/// <param name="cache">Results of earlier runs.</param>
/// <param name="maximumStates">States of one exploration at most; <c>null</c> for no limit.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class SuiteRunner(
    TargetResolver subjects,
    ResultCache cache,
    long? maximumStates,
    CancellationToken cancellation
)
{
    private readonly Lock _building = new();
    private int _cached;

    /// <summary>How many cases were taken from the cache.</summary>
    public int Cached => _cached;

    /// <summary>Runs the files.</summary>
    /// <param name="files">Scenario files and patches.</param>
    /// <param name="workers">Cases at a time; the result does not depend on it.</param>
    /// <param name="progress">Shows how many of how many cases are done.</param>
    public IReadOnlyList<SuiteResult> Run(IReadOnlyList<string> files, int workers, Func<int, CountReport> progress)
    {
        var plans = files.Select(Plan).ToList();
        var jobs = plans.SelectMany(plan => plan.Jobs).ToList();
        var results = new IReadOnlyList<CaseResult>[jobs.Count];
        var shown = progress(jobs.Count);
        int done = 0;
        try
        {
            Parallel.For(
                0,
                jobs.Count,
                new ParallelOptions { MaxDegreeOfParallelism = workers },
                i =>
                {
                    results[i] = jobs[i]();
                    shown.Show(Interlocked.Increment(ref done));
                }
            );
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        finally
        {
            shown.End();
        }

        int next = 0;
        return
        [
            .. plans.Select(plan => new SuiteResult(
                plan.File,
                plan.Name,
                [.. plan.Jobs.SelectMany(_ => results[next++])]
            )),
        ];
    }

    private (string File, string Name, IReadOnlyList<Func<IReadOnlyList<CaseResult>>> Jobs) Plan(string file)
    {
        string shortName = Path.GetFileName(file);
        if (SuiteFiles.IsPatch(file))
        {
            return (file, shortName, [() => Guarded(shortName, 1, () => Validate(file))]);
        }

        try
        {
            var scenario = subjects.Scenario(file);
            return scenario.Matrix.Count > 0
                ? (
                    file,
                    scenario.Name,
                    [
                        .. scenario.Matrix.Select(row =>
                            (Func<IReadOnlyList<CaseResult>>)(
                                () => Guarded(Labels.Of(row), row.Line ?? 1, () => [Check(file, row)])
                            )
                        ),
                    ]
                )
                : (
                    file,
                    scenario.Name,
                    [
                        () =>
                            [
                                Unknown(
                                    scenario.Name,
                                    Rules.Vacuous,
                                    "the file expects no verdict, so nothing was tested"
                                ),
                            ],
                    ]
                );
        }
        catch (InputException exception)
        {
            return (file, shortName, [() => [Bad(shortName, 1, exception)]]);
        }
    }

    private CaseResult Check(string file, MatrixRow row)
    {
        TraceSubject subject;
        string key;
        lock (_building)
        {
            subject = subjects.Subject(file, row);
            key = CacheKey.Of([
                "row",
                subject.File!.Sha256,
                subjects.Image(subject)!.Fingerprint,
                subject.Platform,
                row.Patch ?? "",
                subject.Patch?.Sha256 ?? "",
                FormattableString.Invariant($"{maximumStates}"),
                FormattableString.Invariant($"{row.Set.Count}"),
                .. row.Set.Concat(subject.Parameters).SelectMany(setting => new[] { setting.Key, setting.Value }),
            ]);
        }

        if (Remembered(key) is [{ } known])
        {
            return known with
            {
                Findings =
                [
                    .. known.Findings.Select(finding =>
                        finding.Subject is null ? finding : finding with { Subject = subject }
                    ),
                ],
            };
        }

        (subject, _, var result) = subjects.Check(
            subject,
            each =>
            {
                lock (_building)
                {
                    return subjects.Build(each);
                }
            },
            exploration =>
                (
                    exploration with
                    {
                        Cancellation = cancellation,
                        MaximumStates = maximumStates ?? long.MaxValue,
                    }
                ).Exhaustively()
        );
        var judged = RowJudge.Judge(row, subject, result);
        if (result.Exhaustive)
        {
            cache.Add(key, (CaseResult[])[judged]);
        }

        return judged;
    }

    private IReadOnlyList<CaseResult> Validate(string file)
    {
        string key = CacheKey.Of([
            "patch",
            PatchFile.Read(file).Sha256,
            Path.GetFileName(file),
            FormattableString.Invariant($"{maximumStates}"),
        ]);
        if (Remembered(key) is { } known)
        {
            return known;
        }

        LoadedPatch patch;
        PatchBase start;
        lock (_building)
        {
            patch = subjects.Patches.Load(file);
            start = subjects.Patches.BaseOf(patch);
        }

        var plan = ValidationPlan.For(start, full: false);
        var validator = new Validator(patch, maximumStates, cache, cancellation);
        var runs = validator.Compare(plan.Runs, _ => { });
        var outcome = new ValidationOutcome(patch, start, plan, runs, validator.Compare(plan.Instructions, _ => { }));
        var judged = PatchJudge.Judge(outcome);
        if (!cancellation.IsCancellationRequested)
        {
            cache.Add(key, judged);
        }

        return judged;
    }

    private IReadOnlyList<CaseResult>? Remembered(string key)
    {
        if (cache.Find<List<CaseResult>>(key) is not { } known)
        {
            return null;
        }

        Interlocked.Add(ref _cached, known.Count);
        return known;
    }

    // Whatever is wrong with one case, the others are run.
    private IReadOnlyList<CaseResult> Guarded(string name, int line, Func<IReadOnlyList<CaseResult>> run)
    {
        if (cancellation.IsCancellationRequested)
        {
            return [Unknown(name, Rules.Bounded, "not run: interrupted") with { Line = line }];
        }

        try
        {
            return run();
        }
        catch (InputException exception)
        {
            return [Bad(name, line, exception)];
        }
        catch (ExpressionException exception)
        {
            return
            [
                Bad(
                    name,
                    line,
                    new InputException($"bad expression '{exception.Text}': {exception.Message}", exception.Hint ?? "")
                ),
            ];
        }
        catch (ModelException exception)
        {
            return [Bad(name, line, new InputException(ErrorText.Line(exception)))];
        }
        catch (UnboundedLocalsException exception)
        {
            return [Unknown(name, Rules.Bounded, exception.Message) with { Line = line }];
        }
        catch (OutOfMemoryException)
        {
            return [Unknown(name, Rules.Bounded, MemoryBudget.Exhausted().Message) with { Line = line }];
        }
    }

    private static CaseResult Unknown(string name, string rule, string message) =>
        new(name, CaseStatus.Inconclusive, message, [new SuiteFinding(rule, message, null, null)], 0, 0);

    private static CaseResult Bad(string name, int line, InputException exception)
    {
        var all = exception is PatchErrorsException several ? several.Errors : [exception];
        var findings = all.Select(each => new SuiteFinding(Rules.BadInput, ErrorText.Message(each), null, null)
        {
            Place = each is { File: { } file, Line: { } place } ? new SourcePlace(file, place, each.Column) : null,
        });
        return new CaseResult(name, CaseStatus.BadInput, ErrorText.Line(exception), [.. findings], 0, 0)
        {
            Line = line,
        };
    }
}
