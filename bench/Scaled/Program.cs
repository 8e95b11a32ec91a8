using System.Diagnostics;
using System.Globalization;
using Checker;
using Scaled;

if (
    args.Length < 2
    || !int.TryParse(args[0], out int experiments)
    || !int.TryParse(args[1], out int consumers)
    || experiments < 1
    || consumers < 1
)
{
    Console.Error.WriteLine(
        "Usage: dotnet run -c Release --project bench/Scaled -- N K [WORKERS]    N tokens, K consumers; both at least 1"
    );
    return 2;
}

int workers = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
var result = (
    Explore.Model(new ScaledWorkload(experiments, consumers).Model) with
    {
        Workers = workers,
    }
).Exhaustively();
using var process = Process.GetCurrentProcess();
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"checker\tbfs\t{result.States}\t{result.Transitions}\t{result.Depth}\t{result.Elapsed.TotalSeconds:0.00}\t"
            + $"{result.Transitions / result.Elapsed.TotalSeconds:0}\t"
            + $"{(double)process.PeakWorkingSet64 / result.States:0.0}"
    )
);
Console.Error.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Verdict}; state store {(double)result.Bytes / result.States:0.0} bytes a state; {result.LocalRuns} "
            + $"runs of process code"
    )
);
return 0;
