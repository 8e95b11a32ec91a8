using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>Who reads and who waits for readers.</summary>
/// <param name="Index">The index that new readers get, 0 or 1.</param>
/// <param name="Readers">The processes in read sections, in ordinal order.</param>
/// <param name="Synchronizer">The process that waits for the readers of the other index, or empty.</param>
public readonly record struct SrcuState(int Index, Sequence<SrcuReader> Readers, string Synchronizer)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string readers = Readers.Count == 0 ? "no readers" : string.Join(", ", Readers);
        return Synchronizer.Length == 0 ? readers : $"{readers}; {Synchronizer} synchronizes";
    }

    internal bool HasReader(string process) => Readers.Any(reader => reader.Process == process);

    internal SrcuState With(SrcuReader entered) => this with
    {
        Readers = Sequence<SrcuReader>.Of(
            [.. Readers.Append(entered).OrderBy(reader => reader.Process, StringComparer.Ordinal).ThenBy(reader => reader.Index)]),
    };

    internal SrcuState Without(SrcuReader left)
    {
        SrcuReader[] readers = [.. Readers];
        int at = Array.IndexOf(readers, left);
        return this with { Readers = Sequence<SrcuReader>.Of([.. readers[..at], .. readers[(at + 1)..]]) };
    }
}
