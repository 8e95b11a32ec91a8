using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Checker.Cli;

/// <summary>The help of the library, and then the details of the command.</summary>
/// <param name="help">The help of the library.</param>
internal sealed class DetailedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            parseResult.InvocationConfiguration.Output.Write(command.Details + "\n");
        }

        return code;
    }
}
