namespace Model.Litmus;

/// <summary>
/// Reads herd's format: header, initial values in braces, columns of code, and what is claimed of the final states.
/// </summary>
internal sealed class LitmusParser
{
    private static readonly string[] _endings = ["exists", "forall", "filter", "locations", "not", "~"];
    private readonly LitmusSource _source;
    private readonly string _text;

    public LitmusParser(LitmusSource source)
    {
        _source = source;
        _text = source.Text;
    }

    /// <exception cref="Model.Input.InputException">The text is malformed.</exception>
    public LitmusTest Parse()
    {
        var header = new LitmusHeader(_source);
        var initial = new LitmusInitialParser(_source, header.Architecture, header.End);
        var (columns, ending) = Columns(header.Architecture, initial);
        var final = new LitmusFinalParser(_source, ending, header.Architecture, columns.Count, initial).Parse();
        initial.RequireColumns(columns.Count);
        return new LitmusTest(_source, columns)
        {
            Name = header.Name,
            Architecture = header.Architecture,
            Metadata = header.Metadata,
            Variables = initial.Variables,
            Registers = initial.Registers,
            Shown = final.Shown,
            Filter = final.Filter,
            Quantifier = final.Quantifier,
            Condition = final.Condition,
            ConditionText = string.Join(
                ' ',
                _text[final.Start..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            ),
        };
    }

    private (List<List<LitmusLine>> Columns, int Ending) Columns(
        LitmusArchitecture architecture,
        LitmusInitialParser initial
    )
    {
        var (cells, at) = Row(initial.End);
        for (int i = 0; i < cells.Count; i++)
        {
            var scanner = new LitmusScanner(_source, cells[i].Start, cells[i].End);
            scanner.Require(FormattableString.Invariant($"P{i}"));
            RequireEnd(scanner);
        }

        var columns = cells.Select(_ => new LitmusColumn(_source, architecture, initial)).ToList();
        while (!IsEnding(at))
        {
            int start = at;
            (cells, at) = Row(start);
            if (cells.Count != columns.Count)
            {
                throw _source.Error(Skip(start), $"expected {columns.Count} columns, found {cells.Count}");
            }

            for (int i = 0; i < cells.Count; i++)
            {
                columns[i].Add(cells[i].Start, cells[i].End);
            }
        }

        return ([.. columns.Select(column => column.Finish(at))], at);
    }

    private (List<(int Start, int End)> Cells, int End) Row(int start)
    {
        int end = _text.IndexOf(';', start);
        if (end < 0)
        {
            throw _source.Error(
                Skip(start),
                Skip(start) >= _text.Length
                    ? "expected 'exists', '~exists' or 'forall', found the end"
                    : "the row has no end; expected ';'"
            );
        }

        var cells = new List<(int, int)>();
        for (int from = start; from <= end;)
        {
            int bar = _text.IndexOf('|', from, end - from);
            int to = bar < 0 ? end : bar;
            cells.Add((from, to));
            from = to + 1;
        }

        return (cells, end + 1);
    }

    private bool IsEnding(int at)
    {
        var scanner = new LitmusScanner(_source, at, _text.Length);
        var first = scanner.Take();

        // NOT is an instruction too.
        return first.Kind != LitmusTokenKind.End
            && _endings.Contains(first.Text)
            && (first.Text != "not" || scanner.Next.Text == "exists");
    }

    private int Skip(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private static void RequireEnd(LitmusScanner scanner)
    {
        if (!scanner.IsAtEnd)
        {
            throw scanner.Unexpected("'|' or ';'");
        }
    }
}
