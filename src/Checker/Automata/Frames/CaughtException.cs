using System.Reflection;

namespace Checker.Automata.Frames;

/// <summary>
/// An exception that waits for a <c>finally</c> or <c>catch</c> block with an await in it. Two are equal when they say the same: when it is
/// thrown again, the stack trace is not part of the model.
/// </summary>
internal sealed class CaughtException : IEquatable<CaughtException>
{
    private readonly object?[] _values;

    public CaughtException(Exception exception)
    {
        Type = exception.GetType();
        _values = [exception.Message, CaughtValue(exception.InnerException), .. OwnFields(Type).Select(field => field.GetValue(exception))];
    }

    /// <summary>The exception's type.</summary>
    public Type Type { get; }

    /// <summary>What tells it from others of its type: message, cause, and the fields that its own classes declare.</summary>
    public IReadOnlyList<object?> Values => _values;

    public bool Equals(CaughtException? other) =>
        other is not null && Type == other.Type && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as CaughtException);

    public override int GetHashCode() => HashCode.Combine(Type, _values[0]);

    public override string ToString() => $"{Type.Name}: {_values[0]}";

    private static CaughtException? CaughtValue(Exception? exception) => exception is null ? null : new CaughtException(exception);

    private static IEnumerable<FieldInfo> OwnFields(Type type)
    {
        for (Type level = type; level != typeof(Exception); level = level.BaseType!)
        {
            foreach (var field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
