using System.Globalization;

namespace Checker.Traces;

/// <summary>The first place where an execution differs from its recording.</summary>
/// <param name="Step">The step, counted from 1; <c>null</c> when it is no step: the processes, the property or the endings.</param>
/// <param name="Field">The field of the trace file.</param>
/// <param name="Recorded">What the file says.</param>
/// <param name="Actual">What happens.</param>
public sealed record Drift(int? Step, string Field, string Recorded, string Actual)
{
    /// <summary>Three lines: where, what was recorded, what happens now.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"drift {(Step is int step ? $"at step {step}" : "in the trace")}, field {Field}\n  recorded: {Shown(Recorded)}\n  actual:   {Shown(Actual)}");

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}
