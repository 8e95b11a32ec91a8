namespace Model.Objects.Kernel;

/// <summary>A process in a read section.</summary>
/// <param name="Process">The reader; once for each of its nested sections.</param>
/// <param name="Index">The index under which it entered, 0 or 1.</param>
public readonly record struct SrcuReader(string Process, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Process} at {Index}");
}
