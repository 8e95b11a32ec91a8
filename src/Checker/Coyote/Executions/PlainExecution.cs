using Checker.Automata;
using Checker.Properties;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Coyote.Executions;

/// <summary>
/// One execution of a model, on plain values: every process runs its real frames, every object has its state. Nothing
/// is interned, remembered from one execution to the next, or left out as equivalent.
/// </summary>
internal sealed class PlainExecution
{
    private readonly Dictionary<SharedObject, object> _states = new(ReferenceEqualityComparer.Instance);
    private readonly List<TakenStep> _steps = [];
    private readonly CompiledProperty? _constraint;
    private readonly (int Step, IReadOnlyList<Outcome> Outcomes)[] _outcomes;

    /// <summary>Runs every process to its first operation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tells">Whether the remarks that bodies make for traces are wanted.</param>
    /// <exception cref="ModelException">A body breaks a rule.</exception>
    /// <exception cref="InputException">A body finds that what the user gave makes no sense.</exception>
    public PlainExecution(SystemModel model, bool tells = false)
    {
        Processes = [.. model.Processes.Select(process => new RunningProcess(process, tells))];
        _constraint = PropertyCompiler.Constraint(model);
        View = new ExecutionView(this);
        _outcomes = new (int, IReadOnlyList<Outcome>)[Processes.Count];
        Array.Fill(_outcomes, (-1, []));
    }

    /// <summary>The processes in the model's order.</summary>
    public IReadOnlyList<RunningProcess> Processes { get; }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<TakenStep> Steps => _steps;

    /// <summary>The present state, for properties and operations.</summary>
    public StateView View { get; }

    /// <summary>Whether a process has failed: then nothing steps any more.</summary>
    public bool HasFailed => Processes.Any(process => process.Failure is not null);

    /// <summary>Whether a process has gone beyond a limit of the model: such a state does not count.</summary>
    public bool IsBeyondLimit => Processes.Any(process => process.Limit is not null);

    /// <summary>
    /// Whether nothing is to go on from here, though something could: beyond a limit of the model, or beyond the
    /// constraint.
    /// </summary>
    public bool IsCut => IsBeyondLimit || _constraint?.Predicate(View) == false;

    /// <summary>Whether some process can step, and may.</summary>
    public bool CanGoOn => !HasFailed && !IsCut && Enumerable.Range(0, Processes.Count).Any(CanStep);

    /// <summary>Whether a process that ought to finish has not.</summary>
    public bool IsSomebodyWaiting => Processes.Any(process => !process.IsBackground && !process.HasFinished);

    /// <exception cref="ArgumentException">There is no such process.</exception>
    public RunningProcess Process(string name) =>
        Processes.FirstOrDefault(process => process.Name == name)
        ?? throw new ArgumentException($"The model has no process {name}.", nameof(name));

    /// <summary>The present state of an object.</summary>
    public object StateOf(SharedObject target) => _states.GetValueOrDefault(target, target.InitialState);

    /// <summary>Whether the operation of a process is not blocked.</summary>
    public bool CanStep(int process) => OutcomesOf(process).Count > 0;

    /// <summary>
    /// What the operation of a process may come to in the present state; empty when it is blocked or there is none.
    /// </summary>
    /// <exception cref="ModelException">The operation throws.</exception>
    public IReadOnlyList<Outcome> OutcomesOf(int process)
    {
        if (_outcomes[process].Step != _steps.Count)
        {
            _outcomes[process] = (_steps.Count, Compute(Processes[process]));
        }

        return _outcomes[process].Outcomes;
    }

    /// <summary>Lets a process take its operation.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="outcome">Which of <see cref="OutcomesOf"/>.</param>
    /// <exception cref="ModelException">The body breaks a rule.</exception>
    /// <exception cref="InputException">The body finds that what the user gave makes no sense.</exception>
    public TakenStep Take(int process, int outcome)
    {
        var operation = Processes[process].Pending!;
        var (response, changes) = OutcomesOf(process)[outcome];
        var changed = new List<(SharedObject, object, object)>();
        foreach (var change in changes)
        {
            object before = StateOf(change.Target);
            if (!before.Equals(change.State))
            {
                changed.Add((change.Target, before, change.State));
                _states[change.Target] = change.State;
            }
        }

        var step = new TakenStep(process, outcome, operation, response, changed, Processes[process].Answer(response));
        _steps.Add(step);
        return step;
    }

    private IReadOnlyList<Outcome> Compute(RunningProcess process)
    {
        try
        {
            return process.Pending?.OutcomesIn(View) ?? [];
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw new ModelException(
                $"the operation {process.Pending} of process {process.Name} throws {exception.GetType().Name}: "
                    + $"{exception.Message}"
            );
        }
    }
}

/// <summary>A look at the present state of an execution.</summary>
/// <param name="execution">The execution.</param>
internal sealed class ExecutionView(PlainExecution execution) : StateView
{
    public override Operation? Pending(string process) => execution.Process(process).Pending;

    public override bool HasFinished(string process) => execution.Process(process).HasFinished;

    private protected override object Look(SharedObject target) => execution.StateOf(target);
}
