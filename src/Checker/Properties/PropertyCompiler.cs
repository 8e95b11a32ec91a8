using Checker.Exploration;
using Checker.Properties.Expressions;
using Model.Systems;

namespace Checker.Properties;

/// <summary>Makes a model's claims ready to be judged.</summary>
internal static class PropertyCompiler
{
    /// <summary>Every property of the model, in its order.</summary>
    /// <exception cref="ExpressionException">A property is not a well-formed expression.</exception>
    public static IReadOnlyList<CompiledProperty> Compile(SystemModel model) =>
        [.. model.Properties.Select(property => Compile(property, model.Names))];

    private static CompiledProperty Compile(Property property, IStateNames names)
    {
        if (property.Predicate is { } predicate)
        {
            return new CompiledProperty(property.Name, property.Kind, predicate, null);
        }

        var expression = PropertyExpression.Parse(property.Expression!, names);
        return new CompiledProperty(property.Name, property.Kind, expression.Evaluate, expression.Antecedent);
    }
}
