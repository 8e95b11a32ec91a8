namespace Checker.Exploration.Strategies;

/// <summary>Chooses each step with the same probability among all that can be taken.</summary>
/// <remarks>
/// Outcomes of one operation count singly, so a process with more of them steps more often. An operation that waits for
/// n others to happen first does so with a probability of 2^-n against one other process. That is the plain walk that
/// other strategies are compared with: it knows nothing of the processes, of what their operations touch, or of how
/// long the walk has been going on.
/// </remarks>
/// <param name="seed">Decides every choice.</param>
internal sealed class RandomStrategy(ulong seed) : IStrategy
{
    private SplitMix _generator = new(seed);

    /// <inheritdoc/>
    public string Walks => "random walks";

    /// <inheritdoc/>
    public int Choose(StateCursor cursor, int step) => _generator.Below(cursor.EnabledCount);
}
