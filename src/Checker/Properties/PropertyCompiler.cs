using Checker.Automata;
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

    /// <summary>What the model's constraints say together; <c>null</c> when there are none.</summary>
    /// <exception cref="ExpressionException">One is not a well-formed expression.</exception>
    public static CompiledProperty? Constraint(SystemModel model)
    {
        CompiledProperty[] all = [.. model.Constraints.Select(constraint => Compile(constraint, model.Names))];
        return all.Length <= 1
            ? all.FirstOrDefault()
            : new CompiledProperty(
                string.Join(" && ", all.Select(constraint => $"({constraint.Name})")),
                PropertyKind.Constraint,
                states => Array.TrueForAll(all, constraint => constraint.Predicate(states)),
                null
            );
    }

    private static CompiledProperty Compile(Property property, IStateNames names)
    {
        if (property.Predicate is { } predicate)
        {
            names.JudgeAnything();
            return new CompiledProperty(property.Name, property.Kind, predicate, null);
        }

        var expression = PropertyExpression.Parse(property.Expression!, names.Judged);
        return new CompiledProperty(property.Name, property.Kind, expression.Evaluate, expression.Antecedent);
    }
}
