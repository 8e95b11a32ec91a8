using System.Runtime.CompilerServices;

namespace Differential.Plain;

/// <summary>
/// Something that a process waits for: it takes effect, with one of its outcomes, when the schedule says so.
/// </summary>
public abstract class Operation : ICriticalNotifyCompletion
{
    private Action? _continuation;

    /// <summary>As the checker writes it.</summary>
    public required string Text { get; init; }

    /// <summary>Outcomes that are possible now; none when it is blocked.</summary>
    public abstract int Count { get; }

    public bool IsCompleted => false;

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        _continuation = continuation;
        Execution.Current.Wait(this);
    }

    /// <summary>Lets an outcome take effect and the process run on, to its next operation or its end.</summary>
    public void Take(int outcome)
    {
        Apply(outcome);
        _continuation!();
    }

    private protected abstract void Apply(int outcome);
}
