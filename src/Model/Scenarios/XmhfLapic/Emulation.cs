using Model.Objects;

namespace Model.Scenarios.XmhfLapic;

/// <summary>What the emulator tells the exit handler.</summary>
/// <param name="Result">What becomes of the instruction.</param>
/// <param name="Seen">What it read.</param>
public readonly record struct Emulation(EmulationResult Result, ulong Seen)
{
    /// <summary>The instruction is done and has read <paramref name="seen"/>.</summary>
    public static Emulation Retired(ulong seen) => new(EmulationResult.Retired, seen);

    /// <inheritdoc/>
    public override string ToString() => Result == EmulationResult.Retired ? $"retired, read {Word.FormatValue(Seen)}" : Result.ToString().ToLowerInvariant();
}
