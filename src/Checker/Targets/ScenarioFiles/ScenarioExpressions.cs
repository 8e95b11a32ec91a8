using Checker.Properties.Expressions;
using Model.Catalogue;
using Model.Input;
using Model.Scenarios.Guests;
using Model.Systems;

namespace Checker.Targets.ScenarioFiles;

/// <summary>
/// Finds out whether the expressions of a scenario about a guest make sense, while it is still known where they stand.
/// </summary>
internal static class ScenarioExpressions
{
    /// <summary>Reads every expression over the names of the model.</summary>
    /// <exception cref="InputException">One is wrong, or an observed name is unknown; the exception says
    /// where.</exception>
    public static void Require(GuestScenario scenario, Settings settings, SystemModel model)
    {
        var (properties, observed) = scenario.Expressions(settings);
        foreach (var property in properties)
        {
            Require(property, "bad expression", text => PropertyExpression.Parse(text, model.Names));
        }

        foreach (var value in observed)
        {
            Require(value, "cannot be observed", text => ObservedValue.Parse(text, model.Names));
        }
    }

    private static void Require<T>(ExpandedText written, string wrong, Func<string, T> parse)
    {
        try
        {
            _ = parse(written.Text);
        }
        catch (ExpressionException exception)
        {
            throw written.Wrong($"{wrong}: {exception.Message}", exception.Hint ?? "", exception.Column - 1);
        }
    }
}
