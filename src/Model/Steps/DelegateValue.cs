using System.Reflection;

namespace Model.Steps;

/// <summary>A delegate compared by what it does: the same method over equal captured values.</summary>
[Value]
internal sealed class DelegateValue : IEquatable<DelegateValue>
{
    private readonly object?[] _captured;

    public DelegateValue(Delegate target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
        _captured =
        [
            .. target.GetInvocationList().SelectMany(each => (object?[])[each.Method, .. ValuesIn(each.Target)]),
        ];
    }

    public Delegate Target { get; }

    /// <summary>What tells it from others: its methods and the values that they capture.</summary>
    public IReadOnlyList<object?> Captured => _captured;

    public bool Equals(DelegateValue? other) => other is not null && _captured.AsSpan().SequenceEqual(other._captured);

    public override bool Equals(object? obj) => Equals(obj as DelegateValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (object? value in _captured)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    // A compiler-made closure stands for the values in it; any other target is an object of its own.
    private static object?[] ValuesIn(object? target)
    {
        if (target is null)
        {
            return [];
        }

        if (!MethodNames.IsClosure(target.GetType()))
        {
            return [target];
        }

        return
        [
            .. target
                .GetType()
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .OrderBy(field => field.Name, StringComparer.Ordinal)
                .Select(field => field.GetValue(target))
                .SelectMany(value =>
                    value switch
                    {
                        Delegate function => [new DelegateValue(function)],
                        not null when MethodNames.IsClosure(value.GetType()) => ValuesIn(value),
                        _ => [value],
                    }
                ),
        ];
    }
}
