using Model.Steps;

namespace Model.Objects;

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
