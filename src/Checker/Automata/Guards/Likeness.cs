using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Checker.Automata.Frames;

namespace Checker.Automata.Guards;

/// <summary>
/// Whether two places hold the same, whatever <c>Equals</c> says: numbers by their bits, structs part by part, objects
/// by being one and the same.
/// </summary>
internal static class Likeness
{
    private static readonly ConcurrentDictionary<Type, Func<object?, object?, bool>> _boxed = new();

    /// <summary>Compares places of one type.</summary>
    public static Func<T, T, bool> Of<T>()
    {
        var (left, right) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)));
        return Expression.Lambda<Func<T, T, bool>>(Compare(left, right), left, right).Compile();
    }

    /// <summary>Compares what two places of one type hold.</summary>
    public static bool Same(Type type, object? left, object? right) =>
        PlainTypes.IsExact(type) ? Equals(left, right)
        : type.IsValueType ? _boxed.GetOrAdd(type, Boxed)(left, right)
        : ReferenceEquals(left, right);

    private static Func<object?, object?, bool> Boxed(Type type)
    {
        var (left, right) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var same = Compare(Expression.Convert(left, type), Expression.Convert(right, type));
        return Expression.Lambda<Func<object?, object?, bool>>(same, left, right).Compile();
    }

    private static Expression Compare(Expression left, Expression right)
    {
        var type = left.Type;
        if (type == typeof(double) || type == typeof(float) || type.IsDefined(typeof(UnsafeValueTypeAttribute)))
        {
            return Call(
                typeof(Likeness)
                    .GetMethod(nameof(SameBytes), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(type),
                left,
                right
            );
        }

        if (PlainTypes.IsExact(type))
        {
            return type.IsEnum || !type.IsPrimitive
                ? Call(typeof(object).GetMethod(nameof(Equals), [typeof(object), typeof(object)])!, left, right)
                : Expression.Equal(left, right);
        }

        if (!type.IsValueType)
        {
            return Expression.ReferenceEqual(left, right);
        }

        if (type.IsDefined(typeof(InlineArrayAttribute)))
        {
            return Call(
                typeof(Likeness).GetMethod(nameof(SameItems), BindingFlags.Static | BindingFlags.NonPublic)!,
                left,
                right
            );
        }

        return PlainTypes
            .Fields(type)
            .Where(field => !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer)
            .Select(field => Compare(Expression.Field(left, field), Expression.Field(right, field)))
            .DefaultIfEmpty(Expression.Constant(true))
            .Aggregate(Expression.AndAlso);
    }

    private static MethodCallExpression Call(MethodInfo method, Expression left, Expression right)
    {
        var type = method.GetParameters()[0].ParameterType;
        return Expression.Call(method, Expression.Convert(left, type), Expression.Convert(right, type));
    }

    private static bool SameBytes<T>(T left, T right)
        where T : unmanaged =>
        MemoryMarshal
            .AsBytes(new ReadOnlySpan<T>(in left))
            .SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in right)));

    private static bool SameItems(object left, object right) =>
        Equals(InlineItems.Unfold(left), InlineItems.Unfold(right));
}
