using System.Collections.Concurrent;
using Model.Catalogue;

namespace Checker.Validation;

/// <summary>
/// Which settings the comparisons so far depended on. Neither a base nor a patch sees a setting that it never asks
/// for, so another run that differs in nothing else need not be explored: the same would come of it.
/// </summary>
internal sealed class ConsultedSettings
{
    private readonly ConcurrentDictionary<Scenario, ConcurrentQueue<Entry>> _entries = new();

    /// <summary>A comparison that the same comes of; <c>null</c> when there is none yet.</summary>
    public ComparedRun? Find(ValidationRun run) =>
        _entries.TryGetValue(run.Scenario, out var entries)
            ? entries.FirstOrDefault(entry => entry.Agrees(run))?.Compared
            : null;

    /// <summary>Adds a comparison.</summary>
    /// <param name="compared">The comparison.</param>
    /// <param name="settings">The settings that it was built from, without and with the patch.</param>
    public void Add(ComparedRun compared, Settings settings) =>
        _entries.GetOrAdd(compared.Run.Scenario, _ => new()).Enqueue(new Entry(compared, settings.Consulted));

    private sealed record Entry(ComparedRun Compared, IReadOnlyList<string> Consulted)
    {
        // Of the runs of one plan, so on the same platform.
        public bool Agrees(ValidationRun run) =>
            Consulted.All(name => run.Settings.Word(name) == Compared.Run.Settings.Word(name));
    }
}
