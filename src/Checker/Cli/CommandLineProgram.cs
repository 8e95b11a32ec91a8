using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Model.Input;

namespace Checker.Cli;

/// <summary>The program: finds the command, runs it, and turns every fault into one message and an exit code.</summary>
internal static class CommandLineProgram
{
    private const string Description =
        "A model checker for hypervisor concurrency: explores every interleaving of real guest code and host logic.";

    /// <summary>Runs a command line on the built-in catalogue.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr, TextReader stdin) =>
        Run(args, new Session(Catalogue.Scenarios, new Streams(stdout, stderr, stdin), CancellationToken.None));

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Session session)
    {
        var debug = new Option<bool>("--debug") { Recursive = true, Description = "show a stack trace with an error" };
        var root = new RootCommand(Description)
        {
            debug,
            ListCommand.Create(session),
            CheckCommand.Create(session),
            MatrixCommand.Create(session),
            LitmusCommand.Create(session),
            ConformCommand.Create(session),
            SynthesiseCommand.Create(session),
            NewCommand.Create(session),
            ValidateCommand.Create(session),
            CiCommand.Create(session),
            ReplayCommand.Create(session),
            ExploreCommand.Create(session),
            MinimiseCommand.Create(session),
            CrossCheckCommand.Create(session),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!);
        var parsed = root.Parse(args);
        try
        {
            if (args.Length == 0)
            {
                root.Parse(["--help"]).Invoke(Configuration(session, session.Streams.Error));
                return (int)ExitCode.BadInput;
            }

            return parsed.Action is DetailedHelp || (parsed.Errors.Count == 0 && UnknownToken(parsed) is null)
                ? parsed.Invoke(Configuration(session, session.Streams.Output))
                : throw Misuse(parsed);
        }
        catch (Exception exception)
        {
            return (int)ErrorText.Report(exception, session.Streams.Error, parsed.GetValue(debug));
        }
    }

    private static InvocationConfiguration Configuration(Session session, TextWriter output) =>
        new()
        {
            Output = output,
            Error = session.Streams.Error,
            EnableDefaultExceptionHandler = false,
        };

    private static InputException Misuse(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string help = $"see {Path(command)} --help";
        if (UnknownToken(parsed) is { } unknown)
        {
            bool isOption = unknown.StartsWith('-');
            IEnumerable<Symbol> known = isOption ? command.Options : command.Subcommands;
            string what =
                isOption ? "option"
                : command is RootCommand ? "command"
                : "argument";
            return new InputException(
                $"there is no {what} {unknown} here",
                NearestName.Of(unknown, known.Select(symbol => symbol.Name)) is { } near
                    ? $"did you mean {near}?"
                    : help
            );
        }

        return new InputException(
            parsed.Errors[0].Message.TrimEnd('.'),
            parsed.Errors[0].SymbolResult is ArgumentResult ? "" : help
        );
    }

    // A command within another is called by both names.
    private static string Path(Command command) =>
        command switch
        {
            RootCommand => "checker",
            _ => $"{Path(command.Parents.OfType<Command>().First())} {command.Name}",
        };

    // A misspelt option may have been taken for the value of an argument.
    private static string? UnknownToken(ParseResult parsed) =>
        parsed
            .UnmatchedTokens.Concat(parsed.CommandResult.Tokens.Select(token => token.Value))
            .FirstOrDefault(token => token.StartsWith("--", StringComparison.Ordinal))
        ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
}
