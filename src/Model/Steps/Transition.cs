namespace Model.Steps;

/// <summary>
/// An operation on one object, given by a rule; made by the object's own methods. An operation that touches several
/// objects or none, or that has several outcomes, is a record that derives from <see cref="Operation{TResponse}"/>.
/// </summary>
/// <remarks>
/// Two of them are equal when they are of the same kind on the same object and their rules are the same code over equal
/// captured values.
/// </remarks>
internal sealed record Transition<TState, TResponse> : Operation<TResponse>
    where TState : notnull
{
    private readonly SharedObject<TState> _target;
    private readonly AccessMode _mode;
    private readonly string _kind;
    private readonly string _operand;
    private readonly DelegateValue _rule;
    private readonly DelegateValue? _format;

    /// <summary>Makes an operation.</summary>
    /// <param name="target">The object.</param>
    /// <param name="mode">Whether the rule may change it.</param>
    /// <param name="kind">The kind in a word or two.</param>
    /// <param name="rule">A pure function of the object's state, and of what else a state shows of processes.</param>
    /// <param name="operand">The operand as a trace shows it, or empty.</param>
    /// <param name="format">The response as a trace shows it; <c>null</c> for yes and no, or the value.</param>
    public Transition(
        SharedObject<TState> target,
        AccessMode mode,
        string kind,
        Func<TState, StateView, Effect<TState, TResponse>> rule,
        string operand = "",
        Func<TResponse, string>? format = null
    )
    {
        _target = target;
        _mode = mode;
        _kind = kind;
        _operand = operand;
        _rule = new DelegateValue(rule);
        _format = format is null ? null : new DelegateValue(format);
    }

    public override string Kind => _kind;

    public override IReadOnlyList<Access> Footprint => [new Access(_target, _mode)];

    public override string Operand => _operand;

    protected override void Apply(StateView states, Outcomes<TResponse> outcomes)
    {
        var rule = (Func<TState, StateView, Effect<TState, TResponse>>)_rule.Target;
        var state = states.Of(_target);
        var effect = rule(state, states);
        if (effect.BrokenRule is { } broken)
        {
            outcomes.Refuse(broken);
        }
        else if (effect.HappensNow && EqualityComparer<TState>.Default.Equals(effect.Next, state))
        {
            outcomes.Add(effect.Response);
        }
        else if (effect.HappensNow)
        {
            outcomes.Add(effect.Response, _target.To(effect.Next));
        }
    }

    protected override string Format(TResponse response) =>
        _format is not null ? ((Func<TResponse, string>)_format.Target)(response)
        : response is bool answer ? (answer ? "yes" : "no")
        : base.Format(response);
}

/// <summary>
/// What an operation on one object does in one state: it is blocked, it takes effect, or it is misuse.
/// </summary>
/// <typeparam name="TState">The object's state.</typeparam>
/// <typeparam name="TResponse">What the operation answers.</typeparam>
internal readonly record struct Effect<TState, TResponse>
    where TState : notnull
{
    internal Effect(TState next, TResponse response)
    {
        HappensNow = true;
        Next = next;
        Response = response;
    }

    /// <summary>Whether the operation can happen, as use or as misuse.</summary>
    public bool HappensNow { get; private init; }

    /// <summary>The rule that the operation breaks, or <c>null</c>.</summary>
    public string? BrokenRule { get; private init; }

    /// <summary>The object's state afterwards.</summary>
    public TState Next { get; }

    /// <summary>What the process is answered.</summary>
    public TResponse Response { get; }

    /// <summary>An effect of no particular object.</summary>
    public static implicit operator Effect<TState, TResponse>(Effect effect) =>
        new() { HappensNow = effect.BrokenRule is not null, BrokenRule = effect.BrokenRule };
}

/// <summary>That an operation is blocked or misuse, whatever its object.</summary>
/// <param name="BrokenRule">The rule that it breaks, or <c>null</c> when it cannot happen now.</param>
internal readonly record struct Effect(string? BrokenRule)
{
    /// <summary>The operation cannot happen in this state.</summary>
    public static Effect Blocked => default;

    /// <summary>The process breaks a rule of the object.</summary>
    public static Effect Misuse(string rule) => new(rule);

    /// <summary>The object takes on a state and the process is answered.</summary>
    public static Effect<TState, TResponse> To<TState, TResponse>(TState next, TResponse response)
        where TState : notnull => new(next, response);

    /// <summary>The object takes on a state.</summary>
    public static Effect<TState, Nothing> To<TState>(TState next)
        where TState : notnull => new(next, default);
}
