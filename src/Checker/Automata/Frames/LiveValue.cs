using System.Reflection;

namespace Checker.Automata.Frames;

/// <summary>A local that is held across an await, or the part of it that matters.</summary>
/// <param name="Path">The state machine's field, and each part's field in the one before.</param>
internal readonly record struct LiveValue(FieldInfo[] Path)
{
    /// <summary>The state machine's field.</summary>
    public FieldInfo Local => Path[0];

    /// <summary>The type that the value is declared with.</summary>
    public Type Type => Path[^1].FieldType;

    /// <summary>What a state machine holds.</summary>
    public object? Of(object machine)
    {
        object? value = machine;
        foreach (var field in Path)
        {
            value = field.GetValue(value);
        }

        return value;
    }
}
