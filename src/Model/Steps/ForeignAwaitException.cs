namespace Model.Steps;

/// <summary>A process awaited something that is neither an operation nor a step, such as a task.</summary>
public sealed class ForeignAwaitException : ModelException
{
    internal ForeignAwaitException(Type awaiter, Type stateMachine)
        : base($"{MethodNames.Of(stateMachine)} awaits a {MethodNames.Display(awaiter.DeclaringType ?? awaiter)}, which the checker cannot schedule; "
            + "await only operations of shared objects, choices and other Step methods")
    {
    }
}
