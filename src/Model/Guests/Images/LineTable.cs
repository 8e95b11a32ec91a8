namespace Model.Guests.Images;

/// <summary>Which line of the source each address of a guest's code comes from.</summary>
public sealed class LineTable
{
    private readonly LineRow[] _rows;

    /// <param name="sequences">Runs of rows with rising addresses; the last row of each has no line.</param>
    internal LineTable(IEnumerable<IReadOnlyList<LineRow>> sequences)
    {
        // Of the rows at one address the last of a sequence counts, and where a sequence ends another may begin.
        _rows =
        [
            .. sequences
                .SelectMany(sequence => sequence.GroupBy(row => row.Address).Select(rows => rows.Last()))
                .GroupBy(row => row.Address)
                .Select(rows => rows.OrderBy(row => row.Line is not null).Last())
                .OrderBy(row => row.Address),
        ];
    }

    /// <summary>The table of an image that says nothing about its source.</summary>
    public static LineTable Empty { get; } = new([]);

    /// <summary>
    /// Why the file's line numbers could not be read, in a line that names the file; <c>null</c> when there is nothing
    /// to say.
    /// </summary>
    public string? Note { get; internal init; }

    /// <summary>Whether nothing is known.</summary>
    internal bool IsEmpty => _rows.Length == 0;

    /// <summary>The line that the code at an address comes from, or <c>null</c> when it is not known.</summary>
    public SourceLine? Find(ulong address)
    {
        int low = 0;
        int high = _rows.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : _rows[low - 1].Line;
    }
}

/// <summary>A row of a line table: from this address on the code belongs to the line, up to the next row.</summary>
/// <param name="Address">The address.</param>
/// <param name="Line">The line; <c>null</c> for code that belongs to none, and at the end of a sequence of
/// rows.</param>
internal readonly record struct LineRow(ulong Address, SourceLine? Line);

/// <summary>A line of a guest's source.</summary>
/// <param name="File">The file, as the compiler recorded it; a relative name usually counts from the folder of the
/// image or of the build.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourceLine(string File, int Line);
