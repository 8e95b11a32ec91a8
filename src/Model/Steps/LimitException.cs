namespace Model.Steps;

/// <summary>
/// A process body goes beyond a limit of its model, such as a number of instructions: the step that leads there is not
/// taken, and what lies beyond is not explored. Not a violation: the verdict is <c>bounded</c> and gives the reason.
/// </summary>
/// <remarks>
/// A state with such a step counts as having reached every goal and is no deadlock, since nobody knows what comes of
/// it. An operation says the same by <see cref="Outcomes{TResponse}.Limit"/>.
/// </remarks>
public sealed class LimitException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">The limit and who went beyond it, in one line, e.g. <c>cpu0 ran 10,000 instructions without
    /// an access</c>.</param>
    public LimitException(string reason)
        : base(reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
    }
}
