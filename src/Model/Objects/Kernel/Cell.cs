using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>A variable or structure in host memory that is read and written in one step.</summary>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
public sealed class Cell<T> : SharedObject<T>
    where T : notnull
{
    /// <summary>Creates a cell.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initial">The value at the start of every execution.</param>
    public Cell(string name, T initial)
        : base(name, initial) { }

    /// <summary>Reads the cell.</summary>
    public Operation<T> Load() => Look("load", state => state);

    /// <summary>Writes the cell.</summary>
    public Operation<Nothing> Store(T value) =>
        Rule("store", _ => Effect.To(value), FormattableString.Invariant($"{value}"));

    /// <summary>Changes the cell in one step.</summary>
    /// <param name="name">What is done, as traces show it.</param>
    /// <param name="change">A pure function; build it in a method that is not async itself.</param>
    /// <returns>The value before.</returns>
    public Operation<T> Change(string name, Func<T, T> change) => Rule(name, state => Effect.To(change(state), state));

    /// <summary>Blocks until the cell's value passes a test.</summary>
    /// <param name="name">What is waited for, as traces show it.</param>
    /// <param name="test">A pure function; build it in a method that is not async itself.</param>
    public Operation<T> Until(string name, Func<T, bool> test) =>
        Rule(name, state => test(state) ? Effect.To(state, state) : Effect.Blocked, mode: AccessMode.Read);
}
