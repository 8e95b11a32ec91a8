using Checker.Tests.Architecture;
using Checker.Tests.Cli;

namespace Checker.Tests.ScenarioFiles;

/// <summary>A copy of the example of examples/scenarios that a test can edit.</summary>
internal sealed class TicketFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TicketFolder()
    {
        foreach (string name in new[] { "ticket.yaml", "ticket.elf", "ticket.S" })
        {
            System.IO.File.Copy(Path.Combine(Repository.Root, "examples", "scenarios", name), File(name));
        }
    }

    public string Scenario => File("ticket.yaml");

    public string Folder => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>Replaces the first occurrence of a text that must be there.</summary>
    public void Edit(string from, string to)
    {
        string text = System.IO.File.ReadAllText(Scenario);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        System.IO.File.WriteAllText(Scenario, text[..at] + to + text[(at + from.Length)..]);
    }

    public void Dispose() => _folder.Dispose();
}
