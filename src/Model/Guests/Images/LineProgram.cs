namespace Model.Guests.Images;

/// <summary>
/// A line number program: a header, and instructions for a small machine that makes the rows (DWARF 5, sections 6.2.2
/// to 6.2.5).
/// </summary>
internal sealed class LineProgram
{
    private const int OldestVersion = 2;
    private const int NewestVersion = 5;

    private readonly DwarfCursor _unit;
    private readonly DwarfFiles _files;
    private readonly int _leastLength;
    private readonly int _lineBase;
    private readonly int _lineRange;
    private readonly int _opcodeBase;
    private readonly byte[] _operands;

    private readonly List<LineRow> _rows = [];
    private ulong _address;
    private ulong _file;
    private long _line;

    /// <summary>Reads the header.</summary>
    /// <param name="unit">The unit, behind its length.</param>
    /// <param name="offsetSize">Bytes of an offset: 4 or 8.</param>
    /// <param name="texts">The text at an offset of a section.</param>
    /// <exception cref="InvalidDataException">The header is malformed, or of a version that is not known.</exception>
    public LineProgram(DwarfCursor unit, int offsetSize, Func<string, ulong, string> texts)
    {
        _unit = unit;
        int version = (int)unit.Number(2);
        if (version is < OldestVersion or > NewestVersion)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"version {version} of the line table is not known")
            );
        }

        if (version >= 5)
        {
            unit.Take(2);
        }

        ulong headerLength = unit.Number(offsetSize);
        ulong program = (ulong)unit.Position + headerLength;
        _leastLength = unit.Byte();
        if (version >= 4)
        {
            unit.Take(1);
        }

        unit.Take(1);
        _lineBase = (sbyte)unit.Byte();
        _lineRange = unit.Byte();
        _opcodeBase = unit.Byte();
        if (_lineRange == 0 || _opcodeBase == 0)
        {
            throw new InvalidDataException("the header has a range of 0");
        }

        _operands = unit.Take((ulong)_opcodeBase - 1).ToArray();
        _files = version >= 5 ? DwarfFiles.Read(unit, offsetSize, texts) : DwarfFiles.ReadOld(unit);
        unit.Seek(program);
        Reset();
    }

    /// <summary>Runs the instructions.</summary>
    /// <param name="sequence">Is given each finished sequence of rows.</param>
    /// <exception cref="InvalidDataException">The instructions are malformed; the sequences before were
    /// given.</exception>
    public void Run(Action<IReadOnlyList<LineRow>> sequence)
    {
        while (!_unit.IsAtEnd)
        {
            int opcode = _unit.Byte();
            if (opcode >= _opcodeBase)
            {
                int adjusted = opcode - _opcodeBase;
                Advance((ulong)(adjusted / _lineRange));
                _line += _lineBase + (adjusted % _lineRange);
                Append();
            }
            else if (opcode == 0)
            {
                Extended(sequence);
            }
            else
            {
                Standard(opcode);
            }
        }
    }

    private void Standard(int opcode)
    {
        switch (opcode)
        {
            case 1:
                Append();
                break;
            case 2:
                Advance(_unit.Unsigned());
                break;
            case 3:
                _line += _unit.Signed();
                break;
            case 4:
                _file = _unit.Unsigned();
                break;
            case 8:
                Advance((ulong)((255 - _opcodeBase) / _lineRange));
                break;
            case 9:
                _address += _unit.Number(2);
                break;
            default:
                // Columns, marks of statements and blocks, and whatever later versions add: the header says how many
                // operands to skip.
                for (int i = 0; i < _operands[opcode - 1]; i++)
                {
                    _unit.Unsigned();
                }

                break;
        }
    }

    private void Extended(Action<IReadOnlyList<LineRow>> sequence)
    {
        var instruction = new DwarfCursor(_unit.Take(_unit.Unsigned()));
        if (instruction.IsAtEnd)
        {
            return;
        }

        switch (instruction.Byte())
        {
            case 1:
                _rows.Add(new LineRow(_address, null));
                sequence([.. _rows]);
                Reset();
                break;
            case 2:
                _address = 0;
                for (int shift = 0; !instruction.IsAtEnd && shift < 64; shift += 8)
                {
                    _address |= (ulong)instruction.Byte() << shift;
                }

                break;
            case 3:
                _files.Add(instruction.Text(), instruction);
                break;
        }
    }

    private void Advance(ulong operations) => _address += operations * (ulong)_leastLength;

    private void Append()
    {
        bool isKnown = _line is > 0 and <= int.MaxValue;
        _rows.Add(
            new LineRow(_address, isKnown && _files.PathOf(_file) is { } file ? new SourceLine(file, (int)_line) : null)
        );
    }

    private void Reset()
    {
        _rows.Clear();
        _address = 0;
        _file = 1;
        _line = 1;
    }
}
