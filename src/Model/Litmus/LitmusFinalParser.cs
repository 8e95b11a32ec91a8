namespace Model.Litmus;

/// <summary>
/// Reads what stands after the code: <c>locations [...]</c>, <c>filter</c>, and <c>exists</c>, <c>~exists</c> or
/// <c>forall</c> with a condition.
/// </summary>
internal sealed class LitmusFinalParser
{
    private readonly LitmusSource _source;
    private readonly LitmusScanner _scanner;
    private readonly int _columns;
    private readonly LitmusInitialParser _initial;
    private readonly List<LitmusLocation> _shown = [];

    public LitmusFinalParser(
        LitmusSource source,
        int start,
        LitmusArchitecture architecture,
        int columns,
        LitmusInitialParser initial
    )
    {
        _source = source;
        _scanner = new LitmusScanner(source, start, source.Text.Length);
        _columns = columns;
        _initial = initial;
    }

    /// <exception cref="Model.Input.InputException">It is malformed.</exception>
    public (
        IReadOnlyList<LitmusLocation> Shown,
        LitmusCondition? Filter,
        LitmusQuantifier Quantifier,
        LitmusCondition Condition,
        int Start
    ) Parse()
    {
        LitmusCondition? filter = null;
        while (true)
        {
            if (_scanner.TryTake("locations"))
            {
                Locations();
            }
            else if (_scanner.TryTake("filter"))
            {
                filter = Implication();
            }
            else
            {
                break;
            }
        }

        int start = _scanner.Next.Position;
        bool isNegated = _scanner.TryTake("~") || _scanner.TryTake("not");
        var quantifier =
            _scanner.TryTake("exists") ? (isNegated ? LitmusQuantifier.NotExists : LitmusQuantifier.Exists)
            : !isNegated && _scanner.TryTake("forall") ? LitmusQuantifier.Forall
            : throw _scanner.Unexpected(isNegated ? "'exists'" : "'exists', '~exists' or 'forall'");
        var condition = Implication();
        return _scanner.IsAtEnd
            ? (_shown, filter, quantifier, condition, start)
            : throw _scanner.Unexpected(@"'/\', '\/' or the end");
    }

    private void Locations()
    {
        _scanner.Require("[");
        while (!_scanner.TryTake("]"))
        {
            if (!_scanner.TryTake(";"))
            {
                _shown.Add(Location());
            }
        }
    }

    private LitmusCondition Implication()
    {
        var left = Disjunction();
        return _scanner.TryTake("=>") ? new LitmusCondition.Implies(left, Implication()) : left;
    }

    private LitmusCondition Disjunction()
    {
        var left = Conjunction();
        while (_scanner.TryTake(@"\/"))
        {
            left = new LitmusCondition.Or(left, Conjunction());
        }

        return left;
    }

    private LitmusCondition Conjunction()
    {
        var left = Literal();
        while (_scanner.TryTake(@"/\"))
        {
            left = new LitmusCondition.And(left, Literal());
        }

        return left;
    }

    private LitmusCondition Literal()
    {
        if (_scanner.TryTake("~") || _scanner.TryTake("not"))
        {
            return new LitmusCondition.Not(Literal());
        }

        if (_scanner.TryTake("("))
        {
            var inner = Implication();
            if (!_scanner.TryTake(")"))
            {
                throw _scanner.Unexpected(@"'/\', '\/' or ')'");
            }

            return inner;
        }

        if (_scanner.TryTake("true") || _scanner.Next.Text == "false")
        {
            return new LitmusCondition.Constant(_scanner.Next.Text != "false" || !_scanner.TryTake("false"));
        }

        var location = Location();
        if (!_scanner.TryTake("="))
        {
            throw _scanner.Unexpected("'=' and a value");
        }

        return new LitmusCondition.IsEqual(location, _initial.Use(LitmusInitialParser.Value(_scanner)));
    }

    private LitmusLocation Location()
    {
        if (_scanner.Next.Kind == LitmusTokenKind.Number)
        {
            int position = _scanner.Next.Position;
            long cpu = _scanner.Number("the number of a CPU");
            if (cpu < 0 || cpu >= _columns)
            {
                throw _source.Error(position, $"there is no column P{cpu}; expected 0 to {_columns - 1}");
            }

            _scanner.Require(":");
            return new RegisterLocation((int)cpu, LitmusInitialParser.Register(_scanner, _source));
        }

        bool isBracketed = _scanner.TryTake("[");
        var name = _scanner.Name("a location or a register such as 0:rax");
        _initial.Use(name.Text);
        if (isBracketed)
        {
            _scanner.Require("]");
        }

        int? index = null;
        if (_scanner.TryTake("["))
        {
            index = (int)_scanner.Number("the index of an element");
            _scanner.Require("]");
        }

        var variable = _initial.Variables.First(known => known.Name == name.Text);
        return variable.IsArray == index is not null && (index ?? 0) >= 0 && (index ?? 0) < variable.Initial.Count
            ? new MemoryLocation(name.Text, index)
            : throw _source.Error(
                name.Position,
                variable.IsArray
                    ? $"expected an element of {name.Text}, 0 to {variable.Initial.Count - 1}"
                    : $"{name.Text} is not an array"
            );
    }
}
