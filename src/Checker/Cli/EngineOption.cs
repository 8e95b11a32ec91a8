using System.CommandLine;
using Model.Input;

namespace Checker.Cli;

/// <summary>The option that says which engine runs a model.</summary>
internal sealed class EngineOption
{
    private const string Own = "checker";
    private const string Coyote = "coyote";

    private readonly Option<string> _engine = new("--engine")
    {
        HelpName = $"{Own}|{Coyote}",
        Description =
            $"{Coyote}: Microsoft.Coyote, which runs the model's actors by schedules of its own and proves nothing "
            + $"[default: {Own}]",
    };

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Add(_engine);

    /// <summary>Whether it is Coyote.</summary>
    /// <exception cref="InputException">There is no such engine.</exception>
    public bool IsCoyote(ParseResult parsed) =>
        parsed.GetValue(_engine) switch
        {
            null or Own => false,
            Coyote => true,
            var other => throw new InputException(
                $"--engine cannot be '{other}'; expected one of {Own}, {Coyote}",
                NearestName.Of(other, [Own, Coyote]) is { } near ? $"did you mean {near}?" : ""
            ),
        };

    /// <summary>Refuses an option that does not go with the engine.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public static void Refuse(Option? stray, string why, string hint)
    {
        if (stray is not null)
        {
            throw new InputException($"{stray.Name} {why}", hint);
        }
    }
}
