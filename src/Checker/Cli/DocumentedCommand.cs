using System.CommandLine;

namespace Checker.Cli;

/// <summary>A command with more to say in its own help than in the list of commands.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it does, in one line.</param>
/// <param name="details">Exit codes and examples.</param>
internal sealed class DocumentedCommand(string name, string description, string details) : Command(name, description)
{
    /// <summary>Exit codes and examples.</summary>
    public string Details { get; } = details;
}
