using System.Reflection;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>A field that is not read-only, such as a captured variable.</summary>
internal sealed class WatchedField(object holder, FieldInfo place, CodePlace? through) : Watched
{
    private readonly object? _initial = place.GetValue(holder);

    public override string Description => MethodNames.IsClosure(holder.GetType())
        ? $"the captured variable {place.Name}"
        : $"the field {MethodNames.Inner(place.Name)} of {MethodNames.Display(holder.GetType())}";

    public override CodePlace? Place => through ?? new CodePlace(holder.GetType(), MethodNames.Inner(place.Name), IsWritten: true);

    public override bool IsUnchanged()
    {
        object? now = place.GetValue(holder);
        return place.FieldType.IsValueType ? Equals(_initial, now) : ReferenceEquals(_initial, now);
    }
}
