using Model.Guests.X86.Assembly;

namespace Model.Litmus;

/// <summary>A condition on final states.</summary>
public abstract record LitmusCondition
{
    private LitmusCondition() { }

    /// <summary>Whether it holds.</summary>
    /// <param name="state">The final value of every location that the condition names.</param>
    public abstract bool Holds(Func<LitmusLocation, LitmusValue, bool> state);

    /// <summary>The locations that the condition names, in order, repeats included.</summary>
    public abstract IEnumerable<LitmusLocation> Locations { get; }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    internal sealed record Constant(bool Value) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => [];

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => Value;
    }

    /// <summary><c>location=value</c>.</summary>
    internal sealed record IsEqual(LitmusLocation Location, LitmusValue Value) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => [Location];

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => state(Location, Value);
    }

    /// <summary><c>~</c> or <c>not</c>.</summary>
    internal sealed record Not(LitmusCondition Inner) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Inner.Locations;

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => !Inner.Holds(state);
    }

    /// <summary><c>/\</c>.</summary>
    internal sealed record And(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) =>
            Left.Holds(state) && Right.Holds(state);
    }

    /// <summary><c>\/</c>.</summary>
    internal sealed record Or(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) =>
            Left.Holds(state) || Right.Holds(state);
    }

    /// <summary><c>=&gt;</c>.</summary>
    internal sealed record Implies(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) =>
            !Left.Holds(state) || Right.Holds(state);
    }
}

/// <summary>What a test claims of its condition.</summary>
public enum LitmusQuantifier
{
    /// <summary>Some final state satisfies it.</summary>
    Exists,

    /// <summary>No final state satisfies it.</summary>
    NotExists,

    /// <summary>Every final state satisfies it.</summary>
    Forall,
}

/// <summary>
/// Collects the code of one CPU cell by cell; each cell has at most one instruction, with labels before it.
/// </summary>
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
    /// <exception cref="Model.Input.InputException">It is no instruction.</exception>
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

            Put(
                position,
                new LitmusInstructionParser(_source, scanner, _architecture, _initial).Parse(
                    position,
                    name.ToLowerInvariant(),
                    isLocked
                )
            );
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
