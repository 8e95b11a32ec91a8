using Checker.Cli;
using Checker.Tests.Scenarios;
using Model.Catalogue;

namespace Checker.Tests.Cli;

/// <summary>Runs command lines in this process, on a catalogue of test scenarios.</summary>
internal static class CommandLine
{
    public static IReadOnlyList<Scenario> Catalogue { get; } = [new TokenScenario(), new KindsScenario()];

    public static (int Code, string Output, string Error) Run(params string[] args) => RunWith("", false, args);

    public static (int Code, string Output, string Error) RunWith(string input, bool isTerminal, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new Streams(output, error, new StringReader(input)) { IsInputTerminal = isTerminal };
        int code = CommandLineProgram.Run(args, new Session(Catalogue, streams, CancellationToken.None));
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must be bad input; the one line it says, without the program's name.</summary>
    public static string BadInput(params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("checker: ", error, StringComparison.Ordinal);
        Assert.EndsWith("\n", error, StringComparison.Ordinal);
        return error["checker: ".Length..^1];
    }
}
