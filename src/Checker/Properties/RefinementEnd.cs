using Checker.Properties.Expressions;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Properties;

/// <summary>The values of observed names at the end of an execution, as text: <c>count=1; flag=0;</c>.</summary>
internal static class RefinementEnd
{
    private const string Separator = ": ";

    /// <summary>Makes the text of a state of a model that claims a refinement.</summary>
    /// <exception cref="InputException">The model does not know an observed name.</exception>
    public static Func<StateView, string> Of(SystemModel model) =>
        model.Refinement!.Ends?.Model ?? Look(model, model.Refinement.Observed);

    /// <summary>Makes the text of a state of the reference.</summary>
    /// <exception cref="InputException">The reference does not know an observed name.</exception>
    public static Func<StateView, string> OfReference(ModelRefinement refinement) =>
        refinement.Ends?.Reference ?? Look(refinement.Reference, refinement.Observed);

    /// <summary>Makes the text of a state.</summary>
    /// <exception cref="InputException">The model does not know a name.</exception>
    private static Func<StateView, string> Look(SystemModel model, IEnumerable<string> names)
    {
        var values = names.Select(name => Observed(model, name)).ToList();
        return states =>
            string.Join(
                ' ',
                values.Select(value => FormattableString.Invariant($"{value.Name}={value.Value(states)};"))
            );
    }

    private static ObservedValue Observed(SystemModel model, string name)
    {
        try
        {
            return ObservedValue.Parse(name, model.Names);
        }
        catch (ExpressionException exception)
        {
            throw new InputException($"'{name}' cannot be observed: {exception.Message}", exception.Hint ?? "");
        }
    }

    /// <summary>The property of a trace that ends in a forbidden way.</summary>
    public static string Property(ModelRefinement refinement, string end) => refinement.Name + Separator + end;

    /// <summary>
    /// Whether a state has the end that the property of a trace names; <c>null</c> when it names none.
    /// </summary>
    public static Func<StateView, bool>? Reached(SystemModel model, string property)
    {
        if (model.Refinement is { Ends.Model: { } ownLook } refinement)
        {
            string wanted = property.StartsWith(refinement.Name + Separator, StringComparison.Ordinal)
                ? property[(refinement.Name + Separator).Length..]
                : "";
            return states => ownLook(states) == wanted;
        }

        int at = property.LastIndexOf(Separator, StringComparison.Ordinal);
        string end = at < 0 ? "" : property[(at + Separator.Length)..];
        string[] names = [.. end.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')[0])];
        try
        {
            var look = Look(model, names);
            return names.Length == 0 ? null : states => look(states) == end;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
