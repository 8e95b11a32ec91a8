using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Checker.Automata.Frames;

/// <summary>
/// An exception that is held across an await, as a local or until a <c>finally</c> or <c>catch</c> block with an await
/// in it is over. Two are equal when they say the same; the stack trace is not part of the model.
/// </summary>
internal sealed class CaughtException : IEquatable<CaughtException>
{
    private readonly Exception _exception;
    private readonly object?[] _values;

    public CaughtException(Exception exception)
    {
        _exception = exception;
        _values = ValuesOf(exception);
    }

    /// <summary>The exception's type.</summary>
    public Type Type => _exception.GetType();

    /// <summary>
    /// What tells it from others of its type: whatever can be read of it but the stack trace, and the fields that its
    /// own classes declare.
    /// </summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>Whether the exception still says what it said.</summary>
    public bool IsUnchanged() => _values.AsSpan().SequenceEqual(ValuesOf(_exception));

    public bool Equals(CaughtException? other) =>
        other is not null && Type == other.Type && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as CaughtException);

    public override int GetHashCode() => HashCode.Combine(Type, _values[0]);

    public override string ToString() => $"{Type.Name}: {_values[0]}";

    private static object?[] ValuesOf(Exception exception) =>
        [
            exception.Message,
            exception.HResult,
            exception.HelpLink,
            SetSource(exception),
            Value(exception.InnerException),
            .. exception
                .Data.Cast<DictionaryEntry>()
                .SelectMany(entry => (object?[])[Value(entry.Key), Value(entry.Value)]),
            .. OwnFields(exception.GetType()).Select(field => Value(field.GetValue(exception))),
        ];

    private static object? Value(object? value) =>
        value is Exception exception ? new CaughtException(exception) : value;

    // The property would compute a source from the stack trace.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_source")]
    private static extern ref string? SetSource(Exception exception);

    private static IEnumerable<FieldInfo> OwnFields(Type type)
    {
        for (var level = type; level != typeof(Exception); level = level.BaseType!)
        {
            foreach (
                var field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return field;
            }
        }
    }
}
