using Model.Guests;

namespace Model.Litmus;

/// <summary>Collects the code of one CPU cell by cell; each cell has at most one instruction, with labels before it.</summary>
internal sealed class LitmusColumn
{
    private readonly LitmusSource _source;
    private readonly LitmusArchitecture _architecture;
    private readonly LitmusInitialParser _initial;
    private readonly List<LitmusLine> _lines = [];
    private readonly List<string> _labels = [];

    public LitmusColumn(LitmusSource source, LitmusArchitecture architecture, LitmusInitialParser initial)
    {
        _source = source;
        _architecture = architecture;
        _initial = initial;
    }

    /// <summary>Adds a cell.</summary>
    /// <exception cref="Systems.InputException">It is no instruction.</exception>
    public void Add(int start, int end)
    {
        var scanner = new LitmusScanner(_source, start, end);
        while (!scanner.IsAtEnd)
        {
            int position = scanner.Next.Position;
            string name = scanner.Name("an instruction or a label").Text;
            if (scanner.TryTake(":"))
            {
                _labels.Add(name);
                continue;
            }

            bool isLocked = name.Equals("lock", StringComparison.OrdinalIgnoreCase);
            if (isLocked)
            {
                name = scanner.Name("an instruction after the prefix").Text;
            }

            Put(position, new LitmusInstructionParser(_source, scanner, _architecture, _initial).Parse(position, name.ToLowerInvariant(), isLocked));
        }
    }

    /// <summary>The column, with a halt at its end.</summary>
    /// <param name="position">Where the code ends.</param>
    public List<LitmusLine> Finish(int position)
    {
        Put(position, new AssemblyLine([], "hlt", [], 0, false));
        return _lines;
    }

    private void Put(int position, AssemblyLine code)
    {
        _lines.Add(new LitmusLine(position, code with { Labels = [.. _labels] }));
        _labels.Clear();
    }
}
