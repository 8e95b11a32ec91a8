namespace Model.Steps;

/// <summary>
/// A local step does not come to an end: a loop without an operation, or calls that nest ever deeper.
/// </summary>
internal sealed class EndlessStepException : ModelException
{
    /// <param name="process">The process, or <c>null</c> for code that belongs to no process.</param>
    /// <param name="fault">What it does without end, and how to mend that.</param>
    public EndlessStepException(string? process, string fault)
        : base($"{(process is null ? "the patch" : $"process {process}")} {fault}") { }
}
