namespace Checker.Validation;

/// <summary>Single instructions of which the same can be said, in JSON.</summary>
internal sealed class InstructionReport
{
    /// <param name="line">The instructions.</param>
    public InstructionReport(InstructionLine line)
    {
        Effect = ValidationText.Word(line.Effect);
        Before = ValidationText.Word(line.Before);
        After = ValidationText.Word(line.After);
        Instructions = line.Names;
        Settings = line.Settings;
        Programs = line.Tests;
        Example = line.Example.Length == 0 ? null : line.Example;
    }

    public string Effect { get; }

    public string Before { get; }

    public string After { get; }

    public IReadOnlyList<string> Instructions { get; }

    public string Settings { get; }

    public int Programs { get; }

    public string? Example { get; }
}
