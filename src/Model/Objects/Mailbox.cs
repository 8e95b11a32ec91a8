using Model.Steps;

namespace Model.Objects;

/// <summary>
/// A first-in first-out queue of messages: how actors talk. With one receiver it is that actor's mailbox.
/// </summary>
/// <typeparam name="TMessage">An immutable type with value equality.</typeparam>
public sealed class Mailbox<TMessage> : SharedObject<Sequence<TMessage>>
    where TMessage : notnull
{
    /// <summary>Creates an empty mailbox.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="capacity">Messages it holds, at least 1; sending to a full mailbox blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Mailbox(string name, int capacity = int.MaxValue)
        : base(name, Sequence<TMessage>.Empty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
    }

    /// <summary>Messages it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Appends a message; blocked while the mailbox is full.</summary>
    public Operation<Nothing> Send(TMessage message) =>
        Rule(
            "send",
            messages => messages.Count < Capacity ? Effect.To(messages.Append(message)) : Effect.Blocked,
            FormattableString.Invariant($"{message}")
        );

    /// <summary>Takes the oldest message; blocked while the mailbox is empty.</summary>
    public Operation<TMessage> Receive() =>
        Rule<TMessage>(
            "receive",
            messages => messages.Count > 0 ? Effect.To(messages.RemoveFirst(), messages[0]) : Effect.Blocked
        );
}
