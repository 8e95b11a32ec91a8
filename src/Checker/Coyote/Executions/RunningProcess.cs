using System.Runtime.ExceptionServices;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Coyote.Executions;

/// <summary>A process of one execution: the operation it stands before and the frames of its suspended body.</summary>
internal sealed class RunningProcess
{
    private readonly bool _tells;
    private IReadOnlyList<Frame> _frames = [];

    /// <summary>Runs the body to its first operation.</summary>
    /// <param name="definition">The process.</param>
    /// <param name="tells">Whether the remarks of the body are wanted.</param>
    /// <exception cref="ModelException">The body breaks a rule.</exception>
    /// <exception cref="InputException">The body finds that what the user gave makes no sense.</exception>
    public RunningProcess(ProcessDefinition definition, bool tells)
    {
        _tells = tells;
        Name = definition.Name;
        IsBackground = definition.IsBackground;
        Run(context => context.Start(definition.Body));
    }

    public string Name { get; }

    /// <summary>Whether it only serves the others and need not finish.</summary>
    public bool IsBackground { get; }

    /// <summary>
    /// The operation it is about to take; <c>null</c> when it has finished, failed or gone beyond a limit.
    /// </summary>
    public Operation? Pending { get; private set; }

    /// <summary>
    /// What it claimed and is false, or the exception that its body threw; <c>null</c> when neither happened.
    /// </summary>
    public string? Failure { get; private set; }

    /// <summary>The limit of the model that its body has gone beyond, or <c>null</c>.</summary>
    public string? Limit { get; private set; }

    public bool HasFinished => Pending is null && Failure is null && Limit is null;

    /// <summary>Runs the body on after its operation was answered, up to its next one.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>The remarks of the body; empty unless they are wanted.</returns>
    /// <inheritdoc cref="RunningProcess(ProcessDefinition, bool)"/>
    public IReadOnlyList<string> Answer(object? response) => Run(context => context.Resume(_frames, response));

    private IReadOnlyList<string> Run(Func<StepContext, ExceptionDispatchInfo?> run)
    {
        List<string>? notes = _tells ? [] : null;
        var context = new StepContext(Name) { Notes = notes };
        var fault = run(context);
        if (context.Refused is { } refused)
        {
            throw refused;
        }

        if (fault?.SourceException is ModelException or InputException)
        {
            fault.Throw();
        }

        Pending = fault is null ? context.Pending : null;
        _frames = fault is null ? [.. context.Captured] : [];
        Limit = (fault?.SourceException as LimitException)?.Message;
        Failure = fault?.SourceException switch
        {
            null or LimitException => null,
            AssertionException claim => claim.Message,
            var exception => $"{exception.GetType().Name}: {exception.Message}",
        };
        return notes ?? [];
    }
}
