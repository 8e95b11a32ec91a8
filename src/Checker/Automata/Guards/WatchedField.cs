using System.Reflection;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>A field that is not read-only, such as a captured variable; of an object, or static.</summary>
internal sealed class WatchedField(object? holder, FieldInfo place, CodePlace? through) : Watched
{
    private readonly object? _initial = place.GetValue(holder);
    private readonly Type _holderType = holder?.GetType() ?? place.DeclaringType!;

    public override string Description => MethodNames.IsClosure(_holderType)
        ? $"the captured variable {place.Name}"
        : $"the {(place.IsStatic ? "static " : "")}field {MethodNames.Inner(place.Name)} of {MethodNames.Display(_holderType)}";

    public override CodePlace? Place => through ?? new CodePlace(_holderType, MethodNames.Inner(place.Name), IsWritten: true);

    public override bool IsUnchanged() => Likeness.Same(place.FieldType, _initial, place.GetValue(holder));
}
