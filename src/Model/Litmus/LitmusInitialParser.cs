using System.Text.RegularExpressions;
using Model.Guests.X86.Processor;
using Model.Steps;

namespace Model.Litmus;

/// <summary>
/// Reads the initial values: <c>uint64_t x=1; 0:rax=x; int t[2]={1,-1};</c>. Locations that are only used are added as
/// 4-byte zeros.
/// </summary>
internal sealed class LitmusInitialParser
{
    private static readonly Regex _otherRegisters = new(
        "^([er]?ip|[c-g]s|ss|[er]?flags|[xyz]?mm[0-9]+|[cszop]f)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    );
    private readonly LitmusSource _source;
    private readonly LitmusArchitecture _architecture;
    private readonly LitmusScanner _scanner;
    private readonly SortedDictionary<string, LitmusVariable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, GeneralRegister), (LitmusRegister Register, int Position)> _registers = [];

    /// <param name="source">The test.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="start">Where the opening brace stands.</param>
    /// <exception cref="Model.Input.InputException">A value is malformed.</exception>
    public LitmusInitialParser(LitmusSource source, LitmusArchitecture architecture, int start)
    {
        _source = source;
        _architecture = architecture;
        _scanner = new LitmusScanner(source, start, source.Text.Length);
        _scanner.Require("{");
        while (_scanner.Next.Text != "}")
        {
            if (!_scanner.TryTake(";"))
            {
                Item();
                if (_scanner.Next.Text != "}")
                {
                    _scanner.Require(";");
                }
            }
        }

        End = _scanner.Next.Position + 1;
    }

    /// <summary>The position after the closing brace.</summary>
    public int End { get; }

    public IReadOnlyList<LitmusVariable> Variables => [.. _variables.Values];

    public IReadOnlyList<LitmusRegister> Registers =>
        [.. _registers.Values.Select(entry => entry.Register).OrderBy(register => (register.Cpu, register.Register))];

    /// <summary>Notes that a location is used.</summary>
    public void Use(string name)
    {
        if (!_variables.ContainsKey(name))
        {
            _variables.Add(
                name,
                new LitmusVariable(name, LitmusType.Int, false, Sequence<LitmusValue>.Of(default(LitmusValue)))
            );
        }
    }

    /// <summary>Notes that a value is used.</summary>
    public LitmusValue Use(LitmusValue value)
    {
        if (value.Symbol is { } symbol)
        {
            Use(symbol);
        }

        return value;
    }

    /// <exception cref="Model.Input.InputException">A register of a CPU without code has a value.</exception>
    public void RequireColumns(int count)
    {
        foreach (var (register, position) in _registers.Values.OrderBy(entry => entry.Position))
        {
            if (register.Cpu >= count)
            {
                throw _source.Error(position, $"there is no column P{register.Cpu}; expected 0 to {count - 1}");
            }
        }
    }

    /// <summary>Takes a value: a number, or the address of a location.</summary>
    public static LitmusValue Value(LitmusScanner scanner)
    {
        scanner.TryTake("&");
        if (scanner.Next.Kind != LitmusTokenKind.Name)
        {
            return new LitmusValue(null, scanner.Number("a value: a number or a location"));
        }

        string symbol = scanner.Take().Text;
        return new LitmusValue(symbol, scanner.TryTake("+") ? scanner.Number("a number of bytes") : 0);
    }

    /// <summary>Takes the name of a register.</summary>
    public static GeneralRegister Register(LitmusScanner scanner, LitmusSource source)
    {
        scanner.TryTake("%");
        var name = scanner.Name("a register");
        return RegisterNames.Find(name.Text)?.Register
            ?? throw (
                _otherRegisters.IsMatch(name.Text)
                    ? source.Unsupported(name.Position, $"the register {name.Text} is not modelled")
                    : source.Error(name.Position, $"expected a register, found '{name.Text}'")
            );
    }

    private void Item()
    {
        var type = Type();
        bool isBracketed = _scanner.TryTake("[");
        if (!isBracketed && _scanner.Next.Kind == LitmusTokenKind.Number)
        {
            int position = _scanner.Next.Position;
            int cpu = (int)_scanner.Number("the number of a CPU");
            _scanner.Require(":");
            var register = Register(_scanner, _source);
            var value = _scanner.TryTake("=") ? Use(Value(_scanner)) : default;
            if (!_registers.TryAdd((cpu, register), (new LitmusRegister(cpu, register, type, value), position)))
            {
                throw _source.Error(
                    position,
                    $"{cpu}:{RegisterNames.Of(register, _architecture == LitmusArchitecture.X86 ? 4 : 8)} is given "
                        + "twice"
                );
            }

            return;
        }

        var name = _scanner.Name("a location or a register such as 0:rax");
        if (isBracketed)
        {
            _scanner.Require("]");
        }

        bool isArray = !isBracketed && _scanner.TryTake("[");
        int count = isArray ? Count() : 1;
        var initial = _scanner.TryTake("=") ? Values(isArray) : [];
        if (initial.Count > count)
        {
            throw _source.Error(
                name.Position,
                $"{name.Text} has {count} elements, and {initial.Count} values are given"
            );
        }

        var padded = Sequence<LitmusValue>.Of([
            .. initial,
            .. Enumerable.Repeat(default(LitmusValue), count - initial.Count),
        ]);
        _variables[name.Text] = new LitmusVariable(name.Text, type ?? LitmusType.Int, isArray, padded);
    }

    private LitmusType? Type()
    {
        if (_scanner.Next.Kind != LitmusTokenKind.Name || LitmusType.Find(_scanner.Next.Text) is not { } type)
        {
            return null;
        }

        _scanner.Take();
        while (_scanner.TryTake("*"))
        {
            type = new LitmusType(_architecture == LitmusArchitecture.X86 ? 4 : 8, IsSigned: false);
        }

        return type;
    }

    private int Count()
    {
        int position = _scanner.Next.Position;
        long count = _scanner.Number("the number of elements");
        _scanner.Require("]");
        return count is >= 1 and <= 4096 ? (int)count : throw _source.Error(position, "expected 1 to 4096 elements");
    }

    private List<LitmusValue> Values(bool isArray)
    {
        if (!isArray)
        {
            return [Use(Value(_scanner))];
        }

        var values = new List<LitmusValue>();
        _scanner.Require("{");
        do
        {
            values.Add(Use(Value(_scanner)));
        } while (_scanner.TryTake(","));
        _scanner.Require("}");
        return values;
    }
}
