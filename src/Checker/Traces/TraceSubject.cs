using System.Text.Json.Serialization;
using Model.Scenarios.Guests;

namespace Checker.Traces;

/// <summary>What was checked: all that the model is built from.</summary>
/// <param name="Scenario">The scenario; <c>guest</c> for a guest of the user's own.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Parameters">The value of every parameter, by name in ordinal order.</param>
/// <param name="Invariants">Invariants that the user added to the scenario's.</param>
/// <param name="Goals">Goals that the user added to the scenario's.</param>
/// <param name="Guest">The guest of the user's own, or <c>null</c>.</param>
public sealed record TraceSubject(
    string Scenario,
    string Platform,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<string> Invariants,
    IReadOnlyList<string> Goals,
    TracedGuest? Guest
)
{
    /// <summary>Constraints that the user added to the scenario's; <c>null</c> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? While { get; init; }

    /// <summary>The patch that stands in for the platform's own logic, or <c>null</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TracedPatch? Patch { get; init; }

    /// <summary>The scenario file that the scenario is from, or <c>null</c> for one of the catalogue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TracedScenario? File { get; init; }
}

/// <summary>A guest of the user's own that a trace is of.</summary>
/// <param name="Sha256">Hash of the image file.</param>
/// <param name="Request">The options it was checked with.</param>
public sealed record TracedGuest(string Sha256, GuestRequest Request);

/// <summary>The patch file that a trace was made with.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Sha256">Of its content, as lower-case hexadecimal digits.</param>
public sealed record TracedPatch(string File, string Sha256);

/// <summary>The scenario file that a trace is of.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Sha256">Of its content, as lower-case hexadecimal digits.</param>
public sealed record TracedScenario(string File, string Sha256);
