using Checker.Cli;
using Checker.Targets.ScenarioFiles;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first interrupt ends the search with what is known; a second one ends the program.
    pressed.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
};
return CommandLineProgram.Run(args, new Session(Catalogue.Scenarios, Streams.OfProcess(), interrupt.Token));
