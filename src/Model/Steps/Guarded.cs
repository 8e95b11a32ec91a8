namespace Model.Steps;

/// <summary>
/// Another operation behind a guard: an object that is looked at in the same step, and that may keep the operation from
/// taking place. Traces show the operation itself, with the guard as one more place.
/// </summary>
/// <typeparam name="T">What the operation answers.</typeparam>
/// <typeparam name="TResponse">What the process is answered.</typeparam>
/// <param name="Guard">The guard, and whether it changes where it keeps the operation out.</param>
/// <param name="Inner">The operation.</param>
internal abstract record Guarded<T, TResponse>(Access Guard, Operation<T> Inner) : Operation<TResponse>
{
    /// <summary>What the kind begins with, before the operation's own.</summary>
    public string Prefix { get; init; } = "";

    public override string Kind => Prefix + Inner.Kind;

    public override IReadOnlyList<Access> Footprint => [.. Inner.Footprint, Guard];

    public override string Operand => Inner.Operand;

    protected internal override IReadOnlyList<Access> FootprintIn(StateView states) =>
        [.. Inner.FootprintIn(states), Guard];

    internal override IReadOnlyList<string> Places => [.. Inner.Places, Guard.Target.Name];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) =>
        response is not (Refusal or Beyond) && IsAnswer((TResponse)response!, out var inner)
            ? Inner.ShowChanges(before, after, inner, changes)
            : base.ShowChanges(before, after, response, changes);

    /// <summary>
    /// Whether the operation takes place. Where it does not, the outcomes added here take place instead; it is blocked
    /// when there are none.
    /// </summary>
    protected abstract bool Admits(StateView states, Outcomes<TResponse> outcomes);

    /// <summary>What the process is answered when the operation answers <paramref name="response"/>.</summary>
    protected abstract TResponse Answer(T response);

    /// <summary>Whether an answer is one of the operation, and which.</summary>
    protected abstract bool IsAnswer(TResponse answer, out T response);

    protected sealed override void Apply(StateView states, Outcomes<TResponse> outcomes)
    {
        if (Admits(states, outcomes))
        {
            outcomes.AddFrom<T>(Inner.OutcomesIn(states), Answer);
        }
    }

    protected override string Format(TResponse response) =>
        IsAnswer(response, out var inner) ? Inner.FormatResponse(inner) : base.Format(response);
}

/// <summary>An operation that is blocked until its guard lets it take place.</summary>
internal sealed record Guarded<T> : Guarded<T, T>
{
    private readonly DelegateValue _admits;

    /// <summary>Puts a guard before an operation, from whose source it is.</summary>
    /// <param name="guard">The object that is looked at.</param>
    /// <param name="admits">Whether it lets the operation take place: a pure function.</param>
    /// <param name="inner">The operation.</param>
    public Guarded(SharedObject guard, Func<StateView, bool> admits, Operation<T> inner)
        : base(Access.Read(guard), inner)
    {
        _admits = new DelegateValue(admits);
        Source = inner.Source;
    }

    protected override bool Admits(StateView states, Outcomes<T> outcomes) =>
        ((Func<StateView, bool>)_admits.Target)(states);

    protected override T Answer(T response) => response;

    protected override bool IsAnswer(T answer, out T response)
    {
        response = answer;
        return true;
    }
}
