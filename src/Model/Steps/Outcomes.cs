namespace Model.Steps;

/// <summary>Collects the possible outcomes of an operation in one state.</summary>
/// <typeparam name="TResponse">What the operation answers.</typeparam>
public sealed class Outcomes<TResponse>
{
    private readonly List<Outcome> _all = [];

    internal Outcomes() { }

    internal IReadOnlyList<Outcome> All => _all;

    /// <summary>Adds an outcome.</summary>
    /// <param name="response">What the process is answered.</param>
    /// <param name="changes">The objects that change, each at most once; all of them change in the same
    /// instant.</param>
    public void Add(TResponse response, params ReadOnlySpan<Change> changes) =>
        _all.Add(new Outcome(response, changes.ToArray()));

    /// <summary>Adds the outcomes of another operation; misuse and limits of it are those of this one.</summary>
    internal void AddFrom<T>(IReadOnlyList<Outcome> outcomes, Func<T, TResponse> answer) =>
        _all.AddRange(
            outcomes.Select(outcome =>
                outcome.Response is Refusal or Beyond
                    ? outcome
                    : outcome with
                    {
                        Response = answer((T)outcome.Response!),
                    }
            )
        );

    /// <summary>
    /// Adds the outcome that the operation is misuse, e.g. the release of a lock by a process that does not hold it: a
    /// violation of kind <c>assertion</c> in the process that performs it.
    /// </summary>
    /// <param name="claim">The rule that is broken, in words, as the report shows it.</param>
    public void Refuse(string claim) => _all.Add(new Outcome(new Refusal(claim), []));

    /// <summary>
    /// Adds the outcome that the operation goes beyond a limit of the model, e.g. a buffer that is as long as the model
    /// lets it grow. That step is not taken, others of the state are. The state counts as having reached every goal and
    /// is no deadlock; the verdict is <c>bounded</c> with the first such reason in order of discovery, unless something
    /// is violated.
    /// </summary>
    /// <param name="reason">The limit and who went beyond it, in one line, e.g. <c>cpu0's store buffer holds 64
    /// stores</c>.</param>
    public void Limit(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _all.Add(new Outcome(new Beyond(reason), []));
    }
}

/// <summary>One possible result of an operation: what it answers and what it changes.</summary>
internal readonly record struct Outcome(object? Response, Change[] Changes);

/// <summary>
/// The response of an operation that breaks a rule of the object it is performed on: the process fails with the rule as
/// its claim.
/// </summary>
internal sealed record Refusal(string Claim);

/// <summary>The response of an operation that goes beyond a limit of its model: the step is not taken.</summary>
internal sealed record Beyond(string Limit);
