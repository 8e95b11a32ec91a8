using Checker.Traces;
using Model.Input;
using Model.Litmus;

namespace Checker.Litmus;

/// <summary>A test in the JSON of <c>checker litmus</c>.</summary>
internal sealed record LitmusRecord
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The name on its first line; <c>null</c> when it could not be run.</summary>
    public string? Name { get; init; }

    /// <summary>X86 or X86_64.</summary>
    public string? Architecture { get; init; }

    /// <summary>What it ran on.</summary>
    public string? Platform { get; init; }

    /// <summary>The platform's parameters.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>What the test claims.</summary>
    public string? Condition { get; init; }

    /// <summary>Ok when what the test claims is so, else No.</summary>
    public string? Verdict { get; init; }

    /// <summary>Always, Sometimes or Never.</summary>
    public string? Observation { get; init; }

    /// <summary>Full final states that satisfy the condition.</summary>
    public int? Positive { get; init; }

    /// <summary>Full final states that do not.</summary>
    public int? Negative { get; init; }

    /// <summary>The final states over what the test names.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>The final states over everything observed.</summary>
    public IReadOnlyList<string>? FullOutcomes { get; init; }

    /// <summary>Whether every execution was explored.</summary>
    public bool? Exhaustive { get; init; }

    /// <summary>States explored.</summary>
    public long? States { get; init; }

    /// <summary>Transitions taken.</summary>
    public long? Transitions { get; init; }

    /// <summary>Whether the reference says the same; <c>null</c> when there is none.</summary>
    public bool? Agrees { get; init; }

    /// <summary>What differs from the reference.</summary>
    public IReadOnlyList<string>? Differences { get; init; }

    /// <summary>What is used that is not modelled; <c>null</c> when nothing is.</summary>
    public string? Unsupported { get; init; }

    /// <summary>What is malformed; <c>null</c> when nothing is.</summary>
    public string? Error { get; init; }
}

/// <summary>What came of a file.</summary>
/// <typeparam name="TResult">What is made of a test.</typeparam>
/// <param name="File">The file.</param>
/// <param name="Result">The result; without meaning when there is a fault.</param>
/// <param name="Fault">Why there is no result, or <c>null</c>.</param>
internal sealed record LitmusAnswer<TResult>(string File, TResult? Result, InputException? Fault)
    where TResult : class
{
    /// <summary>Whether the test is well-formed but uses what is not modelled.</summary>
    public bool IsUnsupported => Fault is UnsupportedLitmusException;

    /// <summary>Whether the file is malformed.</summary>
    public bool IsBad => Fault is not null && !IsUnsupported;
}

/// <summary>One way in which a test ends.</summary>
/// <param name="Text">The full final state; or an exclamation mark and what keeps a CPU from its end.</param>
/// <param name="Outcome">The values; <c>null</c> when a CPU did not come to its end.</param>
/// <param name="Trace">A shortest way there, when it was asked for.</param>
internal sealed record LitmusEnding(string Text, LitmusOutcome? Outcome, Trace? Trace);
