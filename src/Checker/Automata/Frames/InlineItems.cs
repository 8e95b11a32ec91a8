using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Checker.Automata.Frames;

/// <summary>
/// The items of an inline array, compared by value, which the runtime refuses to do. The compiler holds one across an
/// await when arguments of a <c>params</c> span are awaited.
/// </summary>
internal sealed class InlineItems : IEquatable<InlineItems>
{
    private static readonly ConcurrentDictionary<Type, Func<object, InlineItems>?> _readers = new();

    private readonly object?[] _items;

    private InlineItems(object?[] items, Type itemType)
    {
        _items = items;
        ItemType = itemType;
    }

    /// <summary>The type that the array declares.</summary>
    public Type ItemType { get; }

    /// <summary>The items in their order.</summary>
    public IReadOnlyList<object?> Items => _items;

    /// <summary>The value itself, or its items when it is an inline array.</summary>
    public static object? Unfold(object? value) =>
        value is not null && _readers.GetOrAdd(value.GetType(), Reader) is { } reader ? reader(value) : value;

    public bool Equals(InlineItems? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as InlineItems);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (object? item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _items)}]";

    private static Func<object, InlineItems>? Reader(Type type) =>
        type.IsDefined(typeof(InlineArrayAttribute))
            ? typeof(InlineItems)
                .GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(
                    type,
                    type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0].FieldType
                )
                .CreateDelegate<Func<object, InlineItems>>()
            : null;

    private static InlineItems Read<TArray, TItem>(object array)
        where TArray : struct
    {
        ref var first = ref Unsafe.As<TArray, TItem>(ref Unsafe.Unbox<TArray>(array));
        int length = typeof(TArray).GetCustomAttribute<InlineArrayAttribute>()!.Length;
        object?[] items = new object?[length];
        for (int i = 0; i < length; i++)
        {
            items[i] = Unfold(Unsafe.Add(ref first, i));
        }

        return new InlineItems(items, typeof(TItem));
    }
}
