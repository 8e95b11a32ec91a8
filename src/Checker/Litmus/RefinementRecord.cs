namespace Checker.Litmus;

/// <summary>A test in the JSON of <c>checker conform</c>.</summary>
internal sealed record RefinementRecord
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The name on its first line; <c>null</c> when it could not be run.</summary>
    public string? Name { get; init; }

    /// <summary>The instruction that the summary counts it under.</summary>
    public string? Instruction { get; init; }

    /// <summary>What it ran on.</summary>
    public string? Platform { get; init; }

    /// <summary>The platform's parameters.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>refines, stronger or weaker.</summary>
    public string? Verdict { get; init; }

    /// <summary>Whether every execution was explored.</summary>
    public bool? Exhaustive { get; init; }

    /// <summary>The platform's outcomes.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>Those that the hardware forbids.</summary>
    public IReadOnlyList<ForbiddenOutcome>? Forbidden { get; init; }

    /// <summary>Outcomes of the hardware that the platform never shows.</summary>
    public IReadOnlyList<string>? NeverShown { get; init; }

    /// <summary>What is used that is not modelled; <c>null</c> when nothing is.</summary>
    public string? Unsupported { get; init; }

    /// <summary>What is malformed; <c>null</c> when nothing is.</summary>
    public string? Error { get; init; }

    /// <summary>The record of a refinement.</summary>
    public static RefinementRecord Of(Refinement refinement) =>
        new()
        {
            File = refinement.Platform.Program.Test.File,
            Name = refinement.Platform.Program.Test.Name,
            Instruction = refinement.Platform.Program.Instruction,
            Platform = refinement.Platform.Platform.Name,
            Parameters = refinement.Platform.Platform.Settings.Values,
            Verdict = RefinementText.Word(refinement.Verdict),
            Exhaustive = refinement.IsExhaustive,
            Outcomes = refinement.Platform.FullStates,
            Forbidden =
            [
                .. refinement.Forbidden.Select(ending => new ForbiddenOutcome(ending.Text, ending.Trace!.Steps.Count)),
            ],
            NeverShown = refinement.NeverShown,
        };
}

/// <summary>An outcome that the hardware forbids, in JSON.</summary>
/// <param name="Outcome">The final state.</param>
/// <param name="Steps">Steps of a shortest trace that ends so.</param>
internal sealed record ForbiddenOutcome(string Outcome, int Steps);

/// <summary>How what a platform allows compares with what the hardware allows.</summary>
internal enum RefinementVerdict
{
    /// <summary>The same outcomes.</summary>
    Refines,

    /// <summary>Only outcomes that the hardware allows, but not all of them: no error.</summary>
    Stronger,

    /// <summary>Outcomes that the hardware forbids.</summary>
    Weaker,

    /// <summary>A limit stopped an exploration before that was known.</summary>
    Bounded,
}
