using Checker.Properties.Expressions;
using Model.Scenarios;
using Model.Systems;

namespace Checker.ScenarioFiles;

/// <summary>Finds out whether the expressions of a scenario about a guest make sense, while it is still known where they stand.</summary>
internal static class ScenarioExpressions
{
    /// <summary>Reads every expression over the names of the model.</summary>
    /// <exception cref="InputException">One is wrong, or an observed name is unknown; the exception says where.</exception>
    public static void Require(GuestScenario scenario, Settings settings, SystemModel model)
    {
        var (properties, observed) = scenario.Expressions(settings);
        foreach (var property in properties)
        {
            try
            {
                PropertyExpression.Parse(property.Text, model.Names);
            }
            catch (ExpressionException exception)
            {
                throw property.Wrong($"bad expression: {exception.Message}", exception.Hint ?? "", exception.Column - 1);
            }
        }

        foreach (var name in observed)
        {
            if (model.Names.Value(name.Text) is null)
            {
                throw name.Wrong($"there is no value {name.Text} to observe", NearestName.Of(name.Text, model.Names.Known) is { } near ? $"did you mean {near}?" : "");
            }
        }
    }
}
