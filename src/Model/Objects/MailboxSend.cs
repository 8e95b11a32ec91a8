using Model.Steps;

namespace Model.Objects;

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
