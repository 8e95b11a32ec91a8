using System.CommandLine;
using Model.Input;

namespace Checker.Cli;

/// <summary>The option <c>--set name=value</c>.</summary>
internal sealed class SettingOption
{
    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "NAME=VALUE",
        Description =
            "a parameter of the scenario or the platform, or a symbol of your guest; may be given several times",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_set);

    /// <summary>What the user set, by name in ordinal order.</summary>
    /// <exception cref="InputException">A setting is malformed or given twice.</exception>
    public IReadOnlyDictionary<string, string> Values(ParseResult parsed)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string setting in parsed.GetValue(_set) ?? [])
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new InputException($"--set cannot be '{setting}'; expected NAME=VALUE");
            }

            if (!values.TryAdd(setting[..equals], setting[(equals + 1)..]))
            {
                throw new InputException($"--set gives {setting[..equals]} twice");
            }
        }

        return values;
    }
}
