namespace Model.Steps;

/// <summary>A process awaited something that is neither an operation nor a step, such as a task.</summary>
public sealed class ForeignAwaitException : ModelException
{
    internal ForeignAwaitException(string process, Type awaiter, Type stateMachine)
        : base($"process {process} awaits a {Awaited(awaiter)} in {MethodNames.Of(stateMachine)}, which the checker cannot schedule; "
            + "await only operations of shared objects, choices and other Step methods")
    {
    }

    // An awaiter is either nested in what is awaited or named after it.
    private static string Awaited(Type awaiter)
    {
        const string Suffix = "Awaiter";
        string name = MethodNames.Display(awaiter.DeclaringType ?? awaiter);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
