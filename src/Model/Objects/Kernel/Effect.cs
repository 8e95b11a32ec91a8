namespace Model.Objects.Kernel;

/// <summary>What an operation on one object does in one state: it is blocked, it takes effect, or it is misuse.</summary>
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
