using System.Collections.Immutable;
using System.Globalization;

namespace Model.Guests.Images;

/// <summary>A guest's symbols, found by name or by the address they cover.</summary>
internal sealed class SymbolTable
{
    // Outside every segment nothing says where a symbol without size ends: let it cover one 64-bit variable.
    private const ulong SizeOutsideSegments = 8;

    private readonly ImmutableArray<GuestSegment> _segments;
    private readonly Dictionary<string, GuestSymbol?> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared;

    public SymbolTable(IEnumerable<GuestSymbol> symbols, ImmutableArray<GuestSegment> segments)
    {
        _segments = segments;
        InOrder =
        [
            .. symbols
                .OrderBy(symbol => symbol.Address)
                .ThenBy(symbol => symbol.Size > 0)
                .ThenBy(symbol => symbol.IsGlobal)
                .ThenBy(symbol => symbol.Size)
                .ThenByDescending(symbol => symbol.Name, StringComparer.Ordinal),
        ];
        foreach (var symbol in InOrder)
        {
            Register(symbol);
        }

        _shared = InOrder
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Where(group => group.Select(symbol => symbol.Address).Distinct().Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in InOrder.Where(symbol => _shared.Contains(symbol.Name)))
        {
            Register(symbol with { Name = NameOf(symbol) });
        }
    }

    /// <summary>
    /// All symbols by address; among those at one address the best name for it is last: that of a variable rather than
    /// a mark of the linker's.
    /// </summary>
    public ImmutableArray<GuestSymbol> InOrder { get; }

    /// <summary>
    /// A symbol's name, with its address where several things have the name, as static variables of several files may:
    /// <c>lock@0x4010</c>.
    /// </summary>
    public string NameOf(GuestSymbol symbol) =>
        _shared.Contains(symbol.Name)
            ? string.Create(CultureInfo.InvariantCulture, $"{symbol.Name}@0x{symbol.Address:x}")
            : symbol.Name;

    /// <summary>
    /// The names that tell apart the several things that are called <paramref name="name"/>; none when it names one.
    /// </summary>
    public IReadOnlyList<string> Choices(string name)
    {
        string plain = _byName.ContainsKey(name) ? name : name.Split('@')[0];
        return TryFind(name) is null && _shared.Contains(plain)
            ? [.. InOrder.Where(symbol => symbol.Name == plain).Select(NameOf).Distinct()]
            : [];
    }

    public GuestSymbol? TryFind(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The symbol that an address belongs to: the nearest one at or before it that reaches that far.</summary>
    public GuestSymbol? Covering(ulong address)
    {
        for (int index = LastAtOrBefore(address); index >= 0; index--)
        {
            var symbol = InOrder[index];
            if (Covers(symbol, address))
            {
                return symbol;
            }
        }

        return null;
    }

    private void Register(GuestSymbol symbol)
    {
        if (!_byName.TryGetValue(symbol.Name, out var known))
        {
            _byName[symbol.Name] = symbol;
        }
        else if (symbol.IsGlobal && known is not { IsGlobal: true })
        {
            _byName[symbol.Name] = symbol;
        }
        else if (
            known is { Size: 0 }
            && symbol.Size > 0
            && known.Address == symbol.Address
            && known.IsGlobal == symbol.IsGlobal
        )
        {
            _byName[symbol.Name] = symbol;
        }
        else if (known is not null && known.Address != symbol.Address && known.IsGlobal == symbol.IsGlobal)
        {
            _byName[symbol.Name] = null;
        }
    }

    private bool Covers(GuestSymbol symbol, ulong address)
    {
        ulong offset = address - symbol.Address;
        if (offset == 0)
        {
            return true;
        }

        if (symbol.Size > 0)
        {
            return offset < symbol.Size;
        }

        foreach (var segment in _segments)
        {
            if (segment.Contains(symbol.Address))
            {
                return segment.Contains(address);
            }
        }

        return offset < SizeOutsideSegments;
    }

    private int LastAtOrBefore(ulong address)
    {
        int low = 0;
        int high = InOrder.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (InOrder[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}

/// <summary>A name for an address.</summary>
/// <param name="Name">The name; never empty.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Size">Bytes it covers; 0 when unknown, as for labels in assembly.</param>
/// <param name="IsFunction">Whether the file says that code starts here, so that an indirect call may go there.</param>
/// <param name="IsGlobal">Whether the name is visible outside its source file; preferred among equals.</param>
public sealed record GuestSymbol(
    string Name,
    ulong Address,
    ulong Size = 0,
    bool IsFunction = false,
    bool IsGlobal = true
);
