using Model.Objects;

namespace Model.Scenarios.XmhfLapic;

/// <summary>A message from the memory.</summary>
/// <param name="IsDone">Whether what was asked took place.</param>
/// <param name="Data">What was read.</param>
public readonly record struct MemoryAnswer(bool IsDone, ulong Data = 0)
{
    /// <inheritdoc/>
    public override string ToString() => IsDone ? $"done, data {Word.FormatValue(Data)}" : "not done";
}
