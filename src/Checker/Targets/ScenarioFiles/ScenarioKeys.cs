namespace Checker.Targets.ScenarioFiles;

/// <summary>The keys of a scenario file, by the kind of mapping that they belong to.</summary>
internal static class ScenarioKeys
{
    /// <summary>Of the file itself.</summary>
    public static IReadOnlyList<string> Scenario { get; } =
    [
        "name",
        "summary",
        "guest",
        "cpus",
        "memory",
        "symbols",
        "ports",
        "parameters",
        "invariants",
        "goals",
        "while",
        "observe",
        "expected",
    ];

    /// <summary>Of the guest.</summary>
    public static IReadOnlyList<string> Guest { get; } = ["image", "load", "symbols"];

    /// <summary>Of an entry of the list of CPUs.</summary>
    public static IReadOnlyList<string> Cpu { get; } = ["entry", "count", "stack", "registers"];

    /// <summary>Of the memory map.</summary>
    public static IReadOnlyList<string> Memory { get; } = ["mmio", "pages"];

    /// <summary>Of a range of memory.</summary>
    public static IReadOnlyList<string> Range { get; } = ["start", "size"];

    /// <summary>Of a parameter that is a number.</summary>
    public static IReadOnlyList<string> NumberParameter { get; } = ["summary", "default", "minimum", "maximum"];

    /// <summary>Of a parameter that is one of some words.</summary>
    public static IReadOnlyList<string> WordParameter { get; } = ["summary", "words"];

    /// <summary>Of a word.</summary>
    public static IReadOnlyList<string> Word { get; } = ["values", "needs"];

    /// <summary>Of an expected verdict.</summary>
    public static IReadOnlyList<string> Expected { get; } =
    ["platform", "set", "patch", "verdict", "kinds", "observed"];
}
