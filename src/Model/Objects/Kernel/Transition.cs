using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>An operation on one object that is given by a rule instead of a type of its own.</summary>
/// <remarks>
/// Two of them are equal when they are of the same kind on the same object and their rules are the same code over equal
/// captured values.
/// </remarks>
internal sealed record Transition<TState, TResponse> : Operation<TResponse>
    where TState : notnull
{
    private readonly SharedObject<TState> _target;
    private readonly string _kind;
    private readonly DelegateValue _rule;

    public Transition(SharedObject<TState> target, string kind, Func<TState, Effect<TState, TResponse>> rule)
    {
        _target = target;
        _kind = kind;
        _rule = new DelegateValue(rule);
    }

    public override string Kind => _kind;

    public override IReadOnlyList<Access> Footprint =>
        [new Access(_target, OnlyLooks ? AccessMode.Read : AccessMode.Write)];

    public override string Operand => Operands;

    /// <summary>The operands as a trace shows them.</summary>
    public string Operands { get; init; } = "";

    /// <summary>Whether the rule never changes the object.</summary>
    public bool OnlyLooks { get; init; }

    protected override void Apply(StateView states, Outcomes<TResponse> outcomes)
    {
        var rule = (Func<TState, Effect<TState, TResponse>>)_rule.Target;
        var state = states.Of(_target);
        var effect = rule(state);
        if (effect.BrokenRule is { } broken)
        {
            outcomes.Refuse(broken);
        }
        else if (effect.HappensNow && (OnlyLooks || EqualityComparer<TState>.Default.Equals(effect.Next, state)))
        {
            outcomes.Add(effect.Response);
        }
        else if (effect.HappensNow)
        {
            outcomes.Add(effect.Response, _target.To(effect.Next));
        }
    }

    protected override string Format(TResponse response) =>
        response is bool answer ? (answer ? "yes" : "no") : base.Format(response);
}

/// <summary>
/// What an operation on one object does in one state: it is blocked, it takes effect, or it is misuse.
/// </summary>
/// <typeparam name="TState">The object's state.</typeparam>
/// <typeparam name="TResponse">What the operation answers.</typeparam>
internal readonly record struct Effect<TState, TResponse>
    where TState : notnull
{
    private Effect(TState next, TResponse response)
    {
        HappensNow = true;
        Next = next;
        Response = response;
    }

    /// <summary>The operation cannot happen in this state.</summary>
    public static Effect<TState, TResponse> Blocked => default;

    /// <summary>Whether the operation can happen, as use or as misuse.</summary>
    public bool HappensNow { get; private init; }

    /// <summary>The rule that the operation breaks, or <c>null</c>.</summary>
    public string? BrokenRule { get; private init; }

    /// <summary>The object's state afterwards.</summary>
    public TState Next { get; }

    /// <summary>What the process is answered.</summary>
    public TResponse Response { get; }

    /// <summary>The object takes on a state and the process is answered.</summary>
    public static Effect<TState, TResponse> To(TState next, TResponse response) => new(next, response);

    /// <summary>The process breaks a rule of the object.</summary>
    public static Effect<TState, TResponse> Misuse(string rule) => new() { HappensNow = true, BrokenRule = rule };
}
