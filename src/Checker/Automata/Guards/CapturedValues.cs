using System.Collections;
using System.Reflection;
using Checker.Automata.Frames;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>
/// Decides whether a value may be part of a state, as a local held across an await, an operation and its answer, or an
/// object's state: only then does comparing it tell whether two futures are equal.
/// </summary>
internal static class CapturedValues
{
    /// <summary>Refuses a frame that holds something mutable or compared by too little.</summary>
    /// <param name="process">The process.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="isOfModel">Whether an object belongs to the model, which is watched for changes.</param>
    /// <exception cref="ModelException">Names the process, the local, and the cure.</exception>
    public static void Require(string process, FrameValue frame, Func<object, bool> isOfModel)
    {
        var live = frame.Shape.LiveAt(frame.Position);
        for (int i = 0; i < live.Length; i++)
        {
            if (FlawOf(frame.Locals[i], live[i].Type, isOfModel) is { } flaw)
            {
                if (MethodNames.IsClosure(flaw.Type))
                {
                    throw new ModelException(
                        $"process {process} holds variables that a lambda or local function of "
                            + $"{MethodNames.Of(frame.Shape.Machine)} captures "
                            + "across an await, where they can change unseen; make the function static and pass what "
                            + "it needs, or make it a method"
                    )
                    {
                        Place = new CodePlace(frame.Shape.Machine, null),
                    };
                }

                throw new ModelException(
                    $"process {process} holds {Place(live[i].Local)} of {MethodNames.Of(frame.Shape.Machine)} across "
                        + $"an await, and it is or contains {flaw}"
                )
                {
                    Place = new CodePlace(frame.Shape.Machine, MethodNames.Inner(live[i].Local.Name)),
                };
            }
        }
    }

    /// <summary>
    /// Refuses a process to change an exception that it holds across an await: all paths from there share it.
    /// </summary>
    /// <exception cref="ModelException">Names the process, the exception, and the cure.</exception>
    public static void RequireUnchanged(string process, IEnumerable<FrameValue> frames)
    {
        var changed = frames
            .SelectMany(frame => frame.Locals)
            .OfType<CaughtException>()
            .FirstOrDefault(exception => !exception.IsUnchanged());
        if (changed is not null)
        {
            throw new ModelException(
                $"process {process} changes the {changed.Type.Name} that it holds across an await, where other paths "
                    + "hold it too; "
                    + "copy what changes to a local, or throw another exception"
            );
        }
    }

    /// <summary>A local's name as the modeller wrote it.</summary>
    public static string Place(FieldInfo field) =>
        field.Name.StartsWith("<>", StringComparison.Ordinal)
            ? "an intermediate value"
            : $"the local {MethodNames.Inner(field.Name)}";

    /// <summary>What forbids that a value is part of a state; <c>null</c> when nothing does.</summary>
    /// <param name="value">The value.</param>
    /// <param name="declared">
    /// The type of the variable that holds it, for a struct in a variable of another type is boxed, and a box is
    /// shared; <c>null</c> for a copy.
    /// </param>
    /// <param name="isOfModel">Whether an object belongs to the model, which is watched for changes.</param>
    public static Flaw? FlawOf(object? value, Type? declared, Func<object, bool> isOfModel)
    {
        if (value is null or SharedObject or MemberInfo)
        {
            return null;
        }

        var type = value.GetType();
        if (PlainTypes.IsMutableStruct(type) && declared is { IsValueType: false })
        {
            return new Flaw(type, Compares: false);
        }

        return PlainTypes.IsPlain(type) && value is not DelegateValue ? null : FlawOfParts(value, type, isOfModel);
    }

    private static Flaw? FlawOfParts(object value, Type type, Func<object, bool> isOfModel)
    {
        switch (value)
        {
            case InlineItems inline:
                return First(inline.Items, inline.ItemType, isOfModel);
            case CaughtException exception:
                return First(exception.Values, null, isOfModel);
            case DelegateValue function:
                return First(function.Captured, null, isOfModel);
            case IEnumerable items when PlainTypes.SequenceItem(type) is { } item:
                return First(items.Cast<object?>(), item, isOfModel);
        }

        if (!type.IsValueType)
        {
            bool isWatched = isOfModel(value);
            if (value is Delegate function)
            {
                return isWatched
                    ? null
                    : First(function.GetInvocationList().Select(each => each.Target), typeof(object), isOfModel);
            }

            // What is compared by being one and the same, and a lambda that captures nothing, which belongs to a
            // closure without fields.
            if (
                (isWatched && !PlainTypes.OverridesEquals(type))
                || PlainTypes.IsVouchedFor(type)
                || (MethodNames.IsClosure(type) && !PlainTypes.Fields(type).Any())
            )
            {
                return null;
            }

            if (
                !isWatched
                && (
                    type.IsArray
                    || !PlainTypes.OverridesEquals(type)
                    || PlainTypes.Fields(type).Any(field => !field.IsInitOnly)
                )
            )
            {
                return new Flaw(type, Compares: false);
            }
        }

        return PlainTypes.MayEqualWhatDiffers(type)
            ? new Flaw(type, Compares: true)
            : PlainTypes
                .Fields(type)
                .Select(field => FlawOf(field.GetValue(value), field.FieldType, isOfModel))
                .FirstOrDefault(flaw => flaw is not null);
    }

    private static Flaw? First(IEnumerable<object?> values, Type? declared, Func<object, bool> isOfModel) =>
        values.Select(value => FlawOf(value, declared, isOfModel)).FirstOrDefault(flaw => flaw is not null);
}
