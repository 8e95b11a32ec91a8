using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

/// <summary>Explores a process that breaks a rule, and returns what the modeller is told.</summary>
internal static class Refusal
{
    public static string Of(Func<Step> body) => Of(new SystemModel("broken").Process("p", body));

    public static string Of(SystemModel model) => Of(Explore.Model(model));

    public static string Of(ModelExploration exploration) =>
        Assert.ThrowsAny<ModelException>(exploration.Exhaustively).Message;
}
