using Model.Steps;

namespace Coyote.Executions;

/// <summary>A look at the present state of an execution.</summary>
/// <param name="execution">The execution.</param>
internal sealed class ExecutionView(PlainExecution execution) : StateView
{
    public override Operation? Pending(string process) => execution.Process(process).Pending;

    public override bool HasFinished(string process) => execution.Process(process).HasFinished;

    private protected override object Look(SharedObject target) => execution.StateOf(target);
}
