using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>
/// What a type alone tells of its values: whether they can change, and whether equal ones are interchangeable.
/// </summary>
internal static class PlainTypes
{
    // Structs and classes of the runtime whose Equals tells all of their values apart.
    private static readonly HashSet<Type> _exact =
    [
        typeof(string),
        typeof(Int128),
        typeof(UInt128),
        typeof(BigInteger),
        typeof(Guid),
        typeof(TimeSpan),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(Index),
        typeof(Range),
        typeof(Rune),
    ];

    private static readonly ConcurrentDictionary<Type, bool> _plain = new();
    private static readonly ConcurrentDictionary<Type, bool> _ownEquals = new();
    private static readonly ConcurrentDictionary<Type, bool> _references = new();

    /// <summary>
    /// Whether every value of the type is immutable, holds nothing mutable, and is interchangeable with those that
    /// equal it.
    /// </summary>
    public static bool IsPlain(Type type) =>
        _plain.TryGetValue(type, out bool known) ? known : _plain.GetOrAdd(type, IsPlain(type, []));

    /// <summary>Whether the type is one of numbers, text and the like, which have no parts that matter.</summary>
    public static bool IsExact(Type type) =>
        (type.IsPrimitive && type != typeof(double) && type != typeof(float)) || type.IsEnum || _exact.Contains(type);

    /// <summary>The type of the items of a sequence; <c>null</c> for another type.</summary>
    public static Type? SequenceItem(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>
    /// Whether the modeller vouches for the type. For types that it is made of, such as a list's items, that says
    /// nothing.
    /// </summary>
    public static bool IsVouchedFor(Type type) => IsVouchedFor(type, []);

    /// <summary>
    /// Whether <c>Equals</c> may call values equal that C# can tell apart: floating-point numbers (0.0 and -0.0), code
    /// that somebody wrote, and what is compared by a part of it only. What compilers write for records compares every
    /// field.
    /// </summary>
    public static bool MayEqualWhatDiffers(Type type) =>
        _ownEquals.GetOrAdd(
            type,
            static type =>
                !IsExact(type)
                && Nullable.GetUnderlyingType(type) is null
                && !(typeof(ITuple).IsAssignableFrom(type) && type.Assembly == typeof(object).Assembly)
                && (
                    type.IsPrimitive
                    || type.IsPointer
                    || type.IsFunctionPointer
                    || IsComparedByItsFirstItem(type)
                    || Levels(type).Any(WritesEquals)
                )
        );

    /// <summary>Whether values are compared by something else than being one and the same.</summary>
    public static bool OverridesEquals(Type type) =>
        type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType != typeof(object);

    /// <summary>Whether a struct can be changed where it lies. A copy of it does no harm, a box may.</summary>
    public static bool IsMutableStruct(Type type) =>
        type.IsValueType
        && !type.IsPrimitive
        && !IsExact(type)
        && !typeof(ITuple).IsAssignableFrom(type)
        && Fields(type).Any(field => !field.IsInitOnly);

    /// <summary>Whether values hold references, to anything.</summary>
    public static bool HoldsReferences(Type type) =>
        _references.GetOrAdd(
            type,
            static type =>
                !type.IsPrimitive
                && !type.IsEnum
                && !type.IsPointer
                && !type.IsFunctionPointer
                && (!type.IsValueType || Fields(type).Any(field => HoldsReferences(field.FieldType)))
        );

    /// <summary>The fields of a type's instances, those of its base classes included.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type) =>
        Levels(type)
            .SelectMany(level =>
                level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            );

    private static bool IsPlain(Type type, HashSet<Type> assumed)
    {
        if (IsExact(type) || !assumed.Add(type))
        {
            return true;
        }

        if (SequenceItem(type) is { } item)
        {
            return IsPlain(item, assumed);
        }

        return IsVouchedFor(type, assumed)
            || (
                !MayEqualWhatDiffers(type)
                && (type.IsValueType || IsRecord(type))
                && Fields(type).All(field => IsPlain(field.FieldType, assumed))
            );
    }

    private static bool IsVouchedFor(Type type, HashSet<Type> assumed) =>
        type.IsDefined(typeof(ValueAttribute), inherit: true)
        && type.GetGenericArguments().All(argument => IsPlain(argument, assumed));

    // A class that others derive from tells nothing about what its variables hold.
    private static bool IsRecord(Type type) =>
        type.IsSealed && !type.IsArray && Fields(type).All(field => field.IsInitOnly) && OverridesEquals(type);

    private static bool IsComparedByItsFirstItem(Type type) =>
        type.IsDefined(typeof(InlineArrayAttribute)) || type.IsDefined(typeof(UnsafeValueTypeAttribute));

    private static bool WritesEquals(Type level) =>
        !level.IsDefined(typeof(CompilerGeneratedAttribute))
        && level
            .GetMethods(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            .Any(method => DecidesEquality(method.Name) && !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool DecidesEquality(string method) =>
        method is nameof(Equals) or "get_EqualityContract" || method.EndsWith(".Equals", StringComparison.Ordinal);

    private static IEnumerable<Type> Levels(Type type)
    {
        for (
            var level = type;
            level is not null && level != typeof(object) && level != typeof(ValueType);
            level = level.BaseType
        )
        {
            yield return level;
        }
    }
}
