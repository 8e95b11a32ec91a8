namespace Model.Objects.Kernel;

/// <summary>A store that has retired but is not yet in memory.</summary>
/// <param name="Word">Where it goes.</param>
/// <param name="Value">What is stored.</param>
public readonly record struct BufferedStore(Word Word, ulong Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Word.Name} := {Word.FormatValue(Value)}";
}
