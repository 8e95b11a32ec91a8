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
    public Operation<Nothing> Send(TMessage message) => new MailboxSend<TMessage>(this, message);

    /// <summary>Takes the oldest message; blocked while the mailbox is empty.</summary>
    public Operation<TMessage> Receive() => new MailboxReceive<TMessage>(this);
}

internal sealed record MailboxReceive<TMessage>(Mailbox<TMessage> Mailbox) : Operation<TMessage>
    where TMessage : notnull
{
    public override string Kind => "receive";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Mailbox)];

    protected override void Apply(StateView states, Outcomes<TMessage> outcomes)
    {
        var messages = states.Of(Mailbox);
        if (messages.Count > 0)
        {
            outcomes.Add(messages[0], Mailbox.To(messages.RemoveFirst()));
        }
    }
}

internal sealed record MailboxSend<TMessage>(Mailbox<TMessage> Mailbox, TMessage Message) : Operation<Nothing>
    where TMessage : notnull
{
    public override string Kind => "send";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Mailbox)];

    public override string Operand => FormattableString.Invariant($"{Message}");

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var messages = states.Of(Mailbox);
        if (messages.Count < Mailbox.Capacity)
        {
            outcomes.Add(default, Mailbox.To(messages.Append(Message)));
        }
    }
}
