using Model.Guests.X86.Assembly;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Litmus;

/// <summary>
/// Reads one instruction: for X86 as Intel writes it (<c>MOV [x],$1</c>), for X86_64 as AT&amp;T does (<c>movq
/// $1,(x)</c>). A bare name between brackets or parentheses is the address of a location.
/// </summary>
internal sealed class LitmusInstructionParser
{
    private readonly LitmusSource _source;
    private readonly LitmusScanner _scanner;
    private readonly LitmusInitialParser _initial;
    private readonly bool _isIntel;
    private readonly List<Operand> _operands = [];

    public LitmusInstructionParser(
        LitmusSource source,
        LitmusScanner scanner,
        LitmusArchitecture architecture,
        LitmusInitialParser initial
    )
    {
        _source = source;
        _scanner = scanner;
        _initial = initial;
        _isIntel = architecture == LitmusArchitecture.X86;
    }

    /// <summary>Reads the operands of an instruction whose name has been read.</summary>
    /// <exception cref="Model.Input.InputException">They are malformed.</exception>
    public AssemblyLine Parse(int position, string name, bool isLocked)
    {
        while (!_scanner.IsAtEnd)
        {
            _operands.Add(_isIntel ? IntelOperand() : AttOperand());
            if (!_scanner.IsAtEnd)
            {
                _scanner.Require(",");
            }
        }

        var (mnemonic, size) = Mnemonic(position, name);
        if (mnemonic == "ret")
        {
            // The end of a function is the end of the thread.
            return new AssemblyLine([], "hlt", [], 0, false);
        }

        if (!_isIntel)
        {
            _operands.Reverse();
        }

        // Both orders mean the same; there is an encoding for one of them.
        if (mnemonic is "xchg" or "test" && _operands is [RegisterOperand, PlaceOperand or MemoryOperand])
        {
            _operands.Reverse();
        }

        int narrow = mnemonic switch
        {
            "movzb" or "movsb" => 1,
            "movzw" or "movsw" => 2,
            "movsl" => 4,
            _ => 0,
        };
        bool isSizedByRegister = _operands.Any(operand => operand is RegisterOperand);
        return new AssemblyLine(
            [],
            mnemonic,
            [.. _operands.Select(operand => narrow > 0 ? Narrow(operand, narrow) : operand)],
            size > 0 ? size
                : _isIntel && !isSizedByRegister ? 4
                : 0,
            isLocked
        );
    }

    private static Operand Narrow(Operand operand, int size) =>
        operand switch
        {
            MemoryOperand memory => memory with { Size = size },
            PlaceOperand place => place with { Memory = place.Memory with { Size = size } },
            _ => operand,
        };

    // AT&T puts the size of the operands behind the name: movl.
    private (string Mnemonic, int Size) Mnemonic(int position, string name)
    {
        int size = name[^1] switch
        {
            'b' => 1,
            'w' => 2,
            'l' => 4,
            'q' => 8,
            _ => 0,
        };
        if (size > 0 && GuestAssembler.Knows(name[..^1]))
        {
            return (name[..^1], size);
        }

        return GuestAssembler.Knows(name)
            ? (name, 0)
            : throw _source.Error(position, $"there is no instruction {name}");
    }

    private Operand IntelOperand()
    {
        if (_scanner.TryTake("$") || _scanner.Next.Kind == LitmusTokenKind.Number || _scanner.Next.Text == "-")
        {
            return Immediate();
        }

        if (!_scanner.TryTake("["))
        {
            var name = _scanner.Name("an operand: a register, [location], $number or a label");
            return RegisterNames.Find(name.Text) is { } part ? new RegisterOperand(part) : new LabelOperand(name.Text);
        }

        var address = new LitmusAddress();
        do
        {
            if (_scanner.Next.Kind == LitmusTokenKind.Name && RegisterNames.Find(_scanner.Next.Text) is { } part)
            {
                _scanner.Take();
                address.Add(part.Register, _scanner.TryTake("*") ? (int)_scanner.Number("a scale") : 1);
            }
            else
            {
                address.Add(
                    _scanner.Next.Kind == LitmusTokenKind.Name
                        ? _initial.Use(new LitmusValue(_scanner.Take().Text, 0))
                        : Value()
                );
            }
        } while (_scanner.TryTake("+"));
        _scanner.Require("]");
        return address.Operand(4);
    }

    private Operand AttOperand()
    {
        if (_scanner.TryTake("$"))
        {
            return Immediate();
        }

        if (_scanner.TryTake("%"))
        {
            var name = _scanner.Name("a register");
            return RegisterNames.Find(name.Text) is { } part
                ? new RegisterOperand(part)
                : throw _source.Unsupported(name.Position, $"the register {name.Text} is not modelled");
        }

        if (_scanner.TryTake("*"))
        {
            throw _source.Unsupported(_scanner.Next.Position, "indirect branches are not supported in tests");
        }

        var address = new LitmusAddress();
        if (_scanner.Next.Text != "(")
        {
            var first = _scanner.Next;
            var displacement = Value(uses: false);
            if (_scanner.Next.Text != "(")
            {
                // herd takes a bare number for a constant.
                return displacement.Symbol is { } label
                    ? new LabelOperand(label)
                    : new ImmediateOperand((ulong)displacement.Number, 8);
            }

            address.Add(first.Kind == LitmusTokenKind.Name ? _initial.Use(displacement) : displacement);
        }

        _scanner.Require("(");
        if (_scanner.Next.Kind == LitmusTokenKind.Name)
        {
            address.Add(Value());
        }
        else if (_scanner.TryTake("%"))
        {
            var name = _scanner.Name("a register");
            if (name.Text != "rip")
            {
                address.Add(Part(name).Register, 1);
            }
        }

        if (_scanner.TryTake(","))
        {
            _scanner.Require("%");
            var index = Part(_scanner.Name("a register")).Register;
            address.Add(index, _scanner.TryTake(",") ? (int)_scanner.Number("a scale") : 1, isIndex: true);
        }

        _scanner.Require(")");
        return address.Operand(8);
    }

    private Operand Immediate()
    {
        var value = Value();
        return value.Symbol is null ? new ImmediateOperand((ulong)value.Number, 8) : new AddressOperand(value);
    }

    private LitmusValue Value(bool uses = true)
    {
        var value = LitmusInitialParser.Value(_scanner);
        return uses ? _initial.Use(value) : value;
    }

    private RegisterPart Part(LitmusToken name) =>
        RegisterNames.Find(name.Text)
        ?? throw _source.Error(name.Position, $"expected a register, found '{name.Text}'");
}
