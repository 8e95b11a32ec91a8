using Checker.Automata;
using Checker.Exploration;
using Checker.Reports;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Explorer;

/// <summary>Looks for violations in the background while somebody walks.</summary>
/// <param name="build">Builds the model: the search has its own, so as not to share anything with the walk.</param>
/// <param name="cancellation">Ends it with the program.</param>
internal sealed class ViolationSearch(Func<SystemModel> build, CancellationToken cancellation) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;
    private SearchStatus _status = SearchStatus.None;

    /// <summary>How it stands.</summary>
    public SearchStatus Status => Volatile.Read(ref _status);

    /// <summary>Starts a search, unless one is under way.</summary>
    /// <param name="all">Whether the first violation of every property is looked for, and not only the nearest.</param>
    public void Start(bool all)
    {
        lock (_lock)
        {
            if (Status.Running)
            {
                return;
            }

            _stop?.Dispose();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Volatile.Write(ref _status, SearchStatus.None with { Running = true });
            var token = _stop.Token;
            _ = Task.Run(() => Volatile.Write(ref _status, Run(all, token)), CancellationToken.None);
        }
    }

    /// <summary>Ends a search that is under way.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stop?.Cancel();
        }
    }

    public void Dispose() => _stop?.Dispose();

    private SearchStatus Run(bool all, CancellationToken stop)
    {
        try
        {
            var model = build();
            var result = (
                Explore.Model(model) with
                {
                    StopAtFirst = !all,
                    Cancellation = stop,
                    Report = progress =>
                        Volatile.Write(ref _status, Status with { States = progress.States, Depth = progress.Depth }),
                }
            ).Exhaustively();
            return new SearchStatus(
                false,
                result.States,
                result.Depth,
                Told(result),
                [.. result.Violations.Select(violation => Found(model, violation))]
            );
        }
        catch (Exception exception) when (exception is ModelException or InputException or UnboundedLocalsException)
        {
            return SearchStatus.None with { Message = exception.Message };
        }
    }

    private static string Told(ExplorationResult result) =>
        $"{Labels.Of(result.Verdict, result.Within)}: {Labels.Count(result.States, "state")}"
        + $"{(result.StoppedBy is { } limit ? $", stopped by {limit}" : ", all of them")}";

    private static FoundPath Found(SystemModel model, Violation violation)
    {
        var names = model.Processes.Select(process => process.Name).ToList();
        var steps = violation.Trace.Steps.Select(step => new ScheduleStep(names.IndexOf(step.Process), step.Outcome));
        return new FoundPath(
            Labels.Of(violation.Kind),
            violation.Property,
            violation.Trace.Steps.Count,
            PathText.Text(steps)
        );
    }
}

/// <summary>How a search for violations stands.</summary>
/// <param name="Running">Whether it is under way.</param>
/// <param name="States">States found so far.</param>
/// <param name="Depth">Steps from the initial state so far.</param>
/// <param name="Message">What came of it, or empty.</param>
/// <param name="Found">The violations, the nearest first.</param>
internal sealed record SearchStatus(
    bool Running,
    long States,
    int Depth,
    string Message,
    IReadOnlyList<FoundPath> Found
)
{
    /// <summary>Before any search.</summary>
    public static SearchStatus None { get; } = new(false, 0, 0, "", []);
}

/// <summary>A violation that a search has found.</summary>
/// <param name="Kind">How it fails, in the contract's word.</param>
/// <param name="Property">What fails.</param>
/// <param name="Steps">Length of the path.</param>
/// <param name="Path">The path, as <see cref="PathText"/> writes it.</param>
internal sealed record FoundPath(string Kind, string Property, int Steps, string Path);
