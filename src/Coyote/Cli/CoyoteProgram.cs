using System.CommandLine;
using Checker.Cli;

namespace Coyote.Cli;

/// <summary>The program: Coyote's commands, with the manners of Checker's.</summary>
internal static class CoyoteProgram
{
    private const string Name = "checker-coyote";
    private const string Description =
        "Microsoft.Coyote as a second engine on Checker's models. It samples schedules; it proves nothing.";

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Session session)
    {
        var debug = new Option<bool>("--debug") { Recursive = true, Description = "show a stack trace with an error" };
        var root = new RootCommand(Description)
        {
            debug,
            CheckCommand.Create(session),
            ReplayCommand.Create(session),
            CrossCheckCommand.Create(session),
        };
        return CommandLineProgram.Run(root, debug, args, session, Name);
    }
}
