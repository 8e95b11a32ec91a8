using Checker.Exploration;
using Checker.Properties.Expressions;
using Model.Systems;

namespace Checker.Properties;

/// <summary>Makes properties ready to be judged.</summary>
internal static class PropertyCompiler
{
    /// <exception cref="ExpressionException">The property is not a well-formed expression.</exception>
    public static CompiledProperty Compile(Property property, IStateNames names)
    {
        if (property.Predicate is { } predicate)
        {
            return new CompiledProperty(property.Name, property.Kind, predicate, null);
        }

        var expression = PropertyExpression.Parse(property.Expression!, names);
        return new CompiledProperty(property.Name, property.Kind, expression.Evaluate, expression.Antecedent);
    }
}
