using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// A completion: waiters sleep until somebody completes it; the state counts completions that nobody has waited for
/// yet.
/// </summary>
public sealed class Completion : SharedObject<int>
{
    private const int Everybody = int.MaxValue;

    /// <summary>Creates a completion that is not complete.</summary>
    /// <param name="name">Unique within a model.</param>
    public Completion(string name)
        : base(name, 0) { }

    /// <summary>Lets one waiter go on, now or later (<c>complete</c>).</summary>
    public Operation<Nothing> Complete() => Rule("complete", done => Effect.To(done == Everybody ? done : done + 1));

    /// <summary>Lets every waiter go on, now and later (<c>complete_all</c>).</summary>
    public Operation<Nothing> CompleteAll() => Rule("complete all", _ => Effect.To(Everybody));

    /// <summary>Makes it incomplete again (<c>reinit_completion</c>).</summary>
    public Operation<Nothing> Reinitialize() => Rule("reinitialize", _ => Effect.To(0));

    /// <summary>Blocks until it is complete, and uses one completion up (<c>wait_for_completion</c>).</summary>
    public Operation<Nothing> Wait() =>
        Rule(
            "wait for completion",
            done => done == 0 ? Effect.Blocked : Effect.To(done == Everybody ? done : done - 1)
        );

    /// <inheritdoc/>
    protected internal override string Format(int state) =>
        state switch
        {
            0 => "not complete",
            Everybody => "complete for all",
            _ => FormattableString.Invariant($"completed {state} times"),
        };
}
