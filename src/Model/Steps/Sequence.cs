using System.Collections;

namespace Model.Steps;

/// <summary>
/// An immutable list with value equality: safe to hold in a local across an await and as an object's state.
/// </summary>
/// <typeparam name="T">An immutable type with value equality.</typeparam>
public readonly struct Sequence<T> : IEquatable<Sequence<T>>, IReadOnlyList<T>
{
    private readonly T[]? _items;

    private Sequence(T[] items) => _items = items;

    /// <summary>The sequence without items.</summary>
    public static Sequence<T> Empty => default;

    /// <summary>Number of items.</summary>
    public int Count => Items.Length;

    private T[] Items => _items ?? [];

    /// <summary>The item at <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public T this[int index] => Items[index];

    /// <summary>A sequence of the given items.</summary>
    public static Sequence<T> Of(params ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>This sequence and one more item at its end.</summary>
    public Sequence<T> Append(T item) => new([.. Items, item]);

    /// <summary>This sequence without its first item.</summary>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    public Sequence<T> RemoveFirst() =>
        Count > 0 ? new(Items[1..]) : throw new InvalidOperationException("An empty sequence has no first item.");

    /// <summary>This sequence with the item at <paramref name="index"/> replaced.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public Sequence<T> With(int index, T item)
    {
        T[] items = [.. Items];
        items[index] = item;
        return new(items);
    }

    /// <inheritdoc/>
    public bool Equals(Sequence<T> other) => Items.AsSpan().SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items in brackets.</summary>
    public override string ToString() =>
        $"[{string.Join(", ", Items.Select(item => FormattableString.Invariant($"{item}")))}]";

    /// <summary>Goes through the items; awaits in the loop are allowed.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    /// <summary>Equality of all items in order.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    /// <summary>A place in a sequence; a value, so that a process may hold it across an await.</summary>
    public record struct Enumerator
    {
        private readonly Sequence<T> _items;
        private int _next;

        internal Enumerator(Sequence<T> items) => _items = items;

        /// <summary>The item that <see cref="MoveNext"/> came to.</summary>
        public readonly T Current => _items[_next - 1];

        /// <summary>Goes on to the next item; false when there is none.</summary>
        public bool MoveNext() => _next < _items.Count && ++_next > 0;
    }
}
