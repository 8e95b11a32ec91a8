using Checker.Reports;
using Model.Catalogue;

namespace Checker.Cli;

/// <summary>What every command works with.</summary>
/// <param name="Catalogue">The scenarios that can be named.</param>
/// <param name="Streams">Where to read and write.</param>
/// <param name="Cancellation">The user's interrupt.</param>
internal sealed record Session(IReadOnlyList<Scenario> Catalogue, Streams Streams, CancellationToken Cancellation)
{
    /// <summary>Looks up environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Explores with progress shown, and stops on an interrupt.</summary>
    public T Exploring<T>(ModelExploration exploration, Func<ModelExploration, T> explore)
    {
        var progress = new ProgressReport(Streams.Error, Streams.IsErrorTerminal);
        try
        {
            var told = exploration with { Report = progress.Show, Warn = Warn, Cancellation = Cancellation };
            return Unforeseen.Survive(() => explore(told), out _);
        }
        finally
        {
            progress.End();
        }

        void Warn(string warning)
        {
            progress.End();
            Streams.Error.WriteLine($"checker: warning: {warning}");
        }
    }
}
