using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// An atomic counter or reference count. Falling below zero, or rising again from zero by <see cref="Acquire"/>, is a
/// violation.
/// </summary>
public sealed class AtomicCounter : SharedObject<int>
{
    /// <summary>Creates a counter.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initial">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initial"/> is negative.</exception>
    public AtomicCounter(string name, int initial = 0)
        : base(name, initial) => ArgumentOutOfRangeException.ThrowIfNegative(initial);

    /// <summary>Reads the counter (<c>atomic_read</c>).</summary>
    public Operation<int> Read() => Look("read", count => count);

    /// <summary>Adds 1 (<c>atomic_inc_return</c>).</summary>
    /// <returns>The value after.</returns>
    public Operation<int> Increment() => Rule("increment", count => Effect.To(count + 1, count + 1));

    /// <summary>Subtracts 1 (<c>atomic_dec_return</c>, <c>refcount_dec_and_test</c>).</summary>
    /// <returns>The value after: 0 tells the last user.</returns>
    public Operation<int> Decrement() =>
        Rule(
            "decrement",
            count => count == 0 ? Effect.Misuse($"{Name} does not fall below zero") : Effect.To(count - 1, count - 1)
        );

    /// <summary>
    /// Takes one more reference (<c>refcount_inc</c>): the caller must know that there is one already.
    /// </summary>
    /// <returns>The value after.</returns>
    public Operation<int> Acquire() =>
        Rule(
            "acquire",
            count =>
                count == 0 ? Effect.Misuse($"{Name} does not rise again from zero") : Effect.To(count + 1, count + 1)
        );

    /// <summary>Takes one more reference unless there is none any more (<c>refcount_inc_not_zero</c>).</summary>
    /// <returns>Whether it was taken.</returns>
    public Operation<bool> TryAcquire() =>
        Rule("try to acquire", count => Effect.To(count == 0 ? 0 : count + 1, count != 0));

    /// <summary>Blocks until the counter has a value.</summary>
    public Operation<Nothing> Until(int value) =>
        Await("wait until", count => count == value, FormattableString.Invariant($"= {value}"));
}
