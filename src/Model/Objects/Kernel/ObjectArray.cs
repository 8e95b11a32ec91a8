using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// An array of objects that are published one by one (an xarray): readers need no lock, and see an entry whole or not
/// at all.
/// </summary>
/// <remarks>
/// What an object holds at its publication is visible to whoever finds it: <c>xa_insert</c> orders the object's stores
/// before the entry's. A count of entries kept beside the array is a variable of its own; publish the entry first, then
/// the count.
/// </remarks>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
public sealed class ObjectArray<T> : SharedObject<Sequence<T?>>
    where T : class
{
    /// <summary>Creates an array of empty entries.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="length">Number of entries.</param>
    public ObjectArray(string name, int length)
        : this(name, new T?[length]) { }

    /// <summary>Creates an array.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initial">Its entries at the start of every execution; <c>null</c> for an empty one.</param>
    public ObjectArray(string name, params ReadOnlySpan<T?> initial)
        : base(name, Sequence<T?>.Of(initial)) { }

    /// <summary>Publishes an object in an empty entry (<c>xa_insert</c>).</summary>
    /// <returns>False, and nothing changes, when the entry is taken.</returns>
    public Operation<bool> Insert(int index, T item) =>
        Rule(
            "insert",
            entries => entries[index] is null ? Effect.To(entries.With(index, item), true) : Effect.To(entries, false),
            FormattableString.Invariant($"{index}: {item}")
        );

    /// <summary>Looks an entry up (<c>xa_load</c>).</summary>
    /// <returns>The object, or <c>null</c> when the entry is empty.</returns>
    public Operation<T?> Load(int index) =>
        Look("load", entries => entries[index], FormattableString.Invariant($"{index}"));

    /// <summary>Empties an entry (<c>xa_erase</c>).</summary>
    /// <returns>The object that was there, or <c>null</c>.</returns>
    public Operation<T?> Erase(int index) =>
        Rule(
            "erase",
            entries => Effect.To(entries.With(index, null), entries[index]),
            FormattableString.Invariant($"{index}")
        );
}
