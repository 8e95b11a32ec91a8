using System.CommandLine;
using Checker.Litmus;
using Model.Input;

namespace Checker.Cli;

/// <summary>
/// What commands on litmus tests have in common: the tests, the platform and how many run side by side.
/// </summary>
internal sealed class LitmusOptions
{
    private readonly Argument<string[]> _files = new("FILE|DIR")
    {
        Description = "tests, and folders of them",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _platform = new("--on")
    {
        HelpName = "PLATFORM",
        Description = "the platform they run on [default: hardware]",
    };
    private readonly SettingOption _settings = new();
    private readonly Option<long?> _workers = NumberOption.Whole(
        "--workers",
        "N",
        "number of tests that run in parallel; the result does not depend on it [default: one a processor]",
        1,
        64
    );

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_platform);
        _settings.AddTo(command);
        command.Add(_workers);
    }

    /// <summary>The tests.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public IReadOnlyList<string> Files(ParseResult parsed) => LitmusFiles.Below(parsed.GetValue(_files) ?? []);

    /// <summary>Whether the user names a platform.</summary>
    public bool HasPlatform(ParseResult parsed) => parsed.GetValue(_platform) is not null;

    /// <summary>The platform.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">Its memory model unless the user sets it; <c>null</c> for the default.</param>
    /// <param name="name">Its name unless the user gives it; <c>null</c> for the hardware.</param>
    /// <exception cref="InputException">A name is unknown or a value out of range.</exception>
    public LitmusPlatform Platform(ParseResult parsed, string? model = null, string? name = null)
    {
        var given = new Dictionary<string, string>(_settings.Values(parsed));
        if (model is not null)
        {
            given.TryAdd("memory", model);
        }

        return LitmusPlatform.Of(parsed.GetValue(_platform) ?? name, given);
    }

    /// <summary>Tests that run side by side.</summary>
    public int Workers(ParseResult parsed) => (int)(parsed.GetValue(_workers) ?? Environment.ProcessorCount);
}
