namespace Checker.Litmus.Synthesis;

/// <summary>An instruction on a location.</summary>
/// <param name="Instruction">Index in <see cref="SynthesisInstruction.All"/>.</param>
/// <param name="Location">The location, counted from 0; 0 when the instruction has none.</param>
internal readonly record struct SynthesisStep(int Instruction, int Location) : IComparable<SynthesisStep>
{
    /// <summary>The instruction.</summary>
    public SynthesisInstruction What => SynthesisInstruction.All[Instruction];

    /// <inheritdoc/>
    public int CompareTo(SynthesisStep other) => (Instruction, Location).CompareTo((other.Instruction, other.Location));
}
