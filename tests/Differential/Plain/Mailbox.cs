namespace Differential.Plain;

/// <summary>A bounded first-in first-out queue.</summary>
public sealed class Mailbox<T>(string name, int capacity)
{
    private readonly Queue<T> _messages = [];

    /// <summary>The messages, the oldest first.</summary>
    public IEnumerable<T> Messages => _messages;

    public Operation<int> Send(T message) =>
        new(() =>
            _messages.Count >= capacity
                ? []
                :
                [
                    () =>
                    {
                        _messages.Enqueue(message);
                        return 0;
                    },
                ]
        )
        {
            Text = $"send [{name}] {message}",
        };

    public Operation<T> Receive() =>
        new(() => _messages.Count == 0 ? [] : [_messages.Dequeue]) { Text = $"receive [{name}]" };
}
