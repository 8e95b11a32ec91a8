using System.Globalization;
using Model.Guests.Images;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Machine;

namespace Model.Litmus;

/// <summary>
/// Where the locations of a test lie: each in a cache line of its own, unless the test says otherwise.
/// </summary>
public sealed class LitmusLayout
{
    // Far from code, and no number that tests are likely to use as data.
    private const ulong DataArea = 0x6e40_0000;

    private readonly SortedDictionary<string, ulong> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> _names = [];

    /// <summary>Places the locations.</summary>
    /// <exception cref="InputException">The test's own placement is malformed.</exception>
    public LitmusLayout(LitmusTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Pages = new PageTable(
            Entries(test, "Pages")
                .ToDictionary(
                    entry => Number(test, "Pages", entry.Key, isPage: true),
                    entry => Number(test, "Pages", entry.Value, isPage: true)
                )
        );
        var given = Entries(test, "Place");
        ulong free = DataArea;
        foreach (var variable in test.Variables)
        {
            ulong size = (ulong)(variable.Type.Size * variable.Initial.Count);
            if (given.Remove(variable.Name, out string? address))
            {
                _addresses.Add(variable.Name, Number(test, "Place", address, isPage: false));
            }
            else
            {
                _addresses.Add(variable.Name, free);
                free += (size + MemoryAccess.CacheLine - 1) / MemoryAccess.CacheLine * MemoryAccess.CacheLine;
            }

            _names.TryAdd(_addresses[variable.Name], variable.Name);
        }

        if (given.Count > 0)
        {
            throw new InputException(
                $"Place names {given.Keys.Order(StringComparer.Ordinal).First()}, which is not a location of the test"
            )
            {
                File = test.File,
            };
        }

        Symbols =
        [
            .. test.Variables.Select(variable => new GuestSymbol(
                variable.Name,
                _addresses[variable.Name],
                (ulong)(variable.Type.Size * variable.Initial.Count)
            )),
        ];
        Bytes = Initial(test);
    }

    /// <summary>How linear addresses become physical.</summary>
    public PageTable Pages { get; }

    /// <summary>The locations by name.</summary>
    public IReadOnlyList<GuestSymbol> Symbols { get; }

    /// <summary>The initial memory, by physical address in order.</summary>
    public IReadOnlyDictionary<ulong, byte> Bytes { get; }

    /// <summary>The linear address of a location.</summary>
    public ulong AddressOf(string name) => _addresses[name];

    /// <summary>The number that a value is.</summary>
    public ulong NumberOf(LitmusValue value) =>
        (value.Symbol is { } symbol ? _addresses[symbol] : 0) + (ulong)value.Number;

    /// <summary>A value as states show it: the name of the location whose address it is, else a number.</summary>
    public string Format(LitmusType type, ulong value) => _names.GetValueOrDefault(value) ?? type.Format(value);

    /// <summary>The pages that hold the locations: what a platform is to serve.</summary>
    public IReadOnlyList<AddressRange> Region =>
        [
            .. Bytes
                .Keys.Select(address => address / PageTable.PageSize * PageTable.PageSize)
                .Distinct()
                .Select(page => new AddressRange(page, PageTable.PageSize)),
        ];

    private SortedDictionary<ulong, byte> Initial(LitmusTest test)
    {
        var bytes = new SortedDictionary<ulong, byte>();
        foreach (var variable in test.Variables)
        {
            for (int i = 0; i < variable.Type.Size * variable.Initial.Count; i++)
            {
                ulong value = NumberOf(variable.Initial[i / variable.Type.Size]);
                bytes[Pages.ToPhysical(_addresses[variable.Name] + (ulong)i)] = (byte)(
                    value >> (i % variable.Type.Size * 8)
                );
            }
        }

        return bytes;
    }

    private static Dictionary<string, string> Entries(LitmusTest test, string key)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            string entry in test
                .Metadata.GetValueOrDefault(key, "")
                .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        )
        {
            string[] parts = entry.Split(':');
            if (parts.Length != 2 || !entries.TryAdd(parts[0], parts[1]))
            {
                throw new InputException(
                    $"{key} has '{entry}'; expected each name or page once, then ':' and an address"
                )
                {
                    File = test.File,
                };
            }
        }

        return entries;
    }

    private static ulong Number(LitmusTest test, string key, string text, bool isPage)
    {
        ulong number = 0;
        bool isNumber =
            text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        return isNumber && (!isPage || number % PageTable.PageSize == 0)
            ? number
            : throw new InputException(
                $"{key} has '{text}'; expected "
                    + $"{(isPage ? "the address of a page, such as 0xbbbb0000" : "an address, such as 0xbbbb0ffc")}"
            )
            {
                File = test.File,
            };
    }
}
