using System.Collections.Concurrent;
using System.Reflection;
using Checker.Automata.Frames;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>Decides whether a local may be held across an await: only then does comparing it tell whether two futures are equal.</summary>
internal static class CapturedValues
{
    private static readonly ConcurrentDictionary<Type, bool> _plain = new();

    /// <summary>Whether instances hold no reference to anything mutable and are compared by value, judged by the type alone.</summary>
    public static bool IsPlain(Type type) => _plain.GetOrAdd(type, static type =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || type == typeof(decimal)
        || type == typeof(Int128) || type == typeof(UInt128) || type.IsDefined(typeof(ValueAttribute), inherit: true)
        || (type.IsValueType && Fields(type).All(field => field.FieldType != type && IsPlain(field.FieldType))));

    /// <summary>Refuses a frame that holds something mutable.</summary>
    /// <exception cref="ModelException">Names the process, the local, and the cure.</exception>
    public static void Require(string process, FrameValue frame, Surroundings surroundings)
    {
        var fields = frame.Shape.LiveAt(frame.Position);
        for (int i = 0; i < fields.Length; i++)
        {
            if (Offender(frame.Locals[i], surroundings) is { } offender)
            {
                if (MethodNames.IsClosure(offender))
                {
                    throw new ModelException($"process {process} holds variables that a lambda or local function of {MethodNames.Of(frame.Shape.Machine)} captures "
                        + "across an await, where they can change unseen; make the function static and pass what it needs, or make it a method")
                    {
                        Place = new CodePlace(frame.Shape.Machine, null),
                    };
                }

                throw new ModelException($"process {process} holds {Place(fields[i])} of {MethodNames.Of(frame.Shape.Machine)} across an await, "
                    + $"and it is or contains a {MethodNames.Display(offender)}, which can change unseen; "
                    + "hold an immutable value such as a number, a readonly record struct or a Sequence, or create it where the model is built")
                {
                    Place = new CodePlace(frame.Shape.Machine, MethodNames.Inner(fields[i].Name)),
                };
            }
        }
    }

    /// <summary>A local's name as the modeller wrote it.</summary>
    public static string Place(FieldInfo field) => field.Name.StartsWith("<>", StringComparison.Ordinal)
        ? "an intermediate value"
        : $"the local {MethodNames.Inner(field.Name)}";

    private static Type? Offender(object? value, Surroundings surroundings)
    {
        if (value is null || value is SharedObject or Type || IsPlain(value.GetType()))
        {
            return null;
        }

        if (value is InlineItems or CaughtException)
        {
            var parts = (value as InlineItems)?.Items ?? ((CaughtException)value).Values;
            return parts.Select(part => Offender(part, surroundings)).FirstOrDefault(found => found is not null);
        }

        var type = value.GetType();
        if (type.IsValueType)
        {
            return Fields(type).Select(field => Offender(field.GetValue(value), surroundings)).FirstOrDefault(found => found is not null);
        }

        // A lambda that captures nothing belongs to a closure without fields.
        if (surroundings.Contain(value) || (MethodNames.IsClosure(type) && !Fields(type).Any()))
        {
            return null;
        }

        if (value is Delegate function)
        {
            return Offender(function.Target, surroundings);
        }

        bool comparesByValue = type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType != typeof(object);
        if (type.IsArray || !comparesByValue || Fields(type).Any(field => !field.IsInitOnly))
        {
            return type;
        }

        return Fields(type).Select(field => Offender(field.GetValue(value), surroundings)).FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
