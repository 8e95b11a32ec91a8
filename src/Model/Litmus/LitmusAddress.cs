using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Litmus;

/// <summary>Puts together the parts of an address.</summary>
internal sealed class LitmusAddress
{
    private GeneralRegister? _base;
    private GeneralRegister? _index;
    private int _scale = 1;
    private string? _symbol;
    private long _displacement;

    /// <summary>Adds a register.</summary>
    public void Add(GeneralRegister register, int scale, bool isIndex = false)
    {
        if (_base is null && scale == 1 && !isIndex)
        {
            _base = register;
        }
        else
        {
            _index = register;
            _scale = scale;
        }
    }

    /// <summary>Adds a number or the address of a location.</summary>
    public void Add(LitmusValue value)
    {
        _symbol ??= value.Symbol;
        _displacement += value.Number;
    }

    /// <summary>The operand.</summary>
    /// <param name="size">Bytes in an address.</param>
    public Operand Operand(int size)
    {
        var memory = new MemoryOperand(
            _base,
            _index,
            _scale,
            (ulong)_displacement,
            size,
            0,
            Loads: false,
            Stores: false
        );
        return _symbol is null ? memory : new PlaceOperand(_symbol, memory);
    }
}

/// <summary>The address of a location as a constant, until the location has its place.</summary>
/// <param name="Value">The location and what is added.</param>
internal sealed record AddressOperand(LitmusValue Value) : Operand(8);

/// <summary>A memory operand at a location, until the location has its place.</summary>
/// <param name="Symbol">The location.</param>
/// <param name="Memory">The operand as seen from there.</param>
internal sealed record PlaceOperand(string Symbol, MemoryOperand Memory) : Operand(Memory.Size);
