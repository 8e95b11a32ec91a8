using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Model.Guests.X86.Processor;

namespace Model.Guests.Images;

/// <summary>
/// The text file beside a flat binary. A line is one of
/// <code>
/// bits 32                   # or 64; exactly one such line, before or after the symbols
/// name address [size]       # numbers are decimal, or hexadecimal after 0x
/// </code>
/// Words are separated by blanks, <c>#</c> starts a comment, empty lines are allowed. A name has letters, digits,
/// <c>_</c>, <c>.</c>, <c>$</c> and <c>@</c>, does not start with a digit, and appears once. No symbol can be called
/// <c>bits</c>.
/// </summary>
public sealed partial class SymbolFile
{
    private SymbolFile(CpuMode mode, ImmutableArray<GuestSymbol> symbols)
    {
        Mode = mode;
        Symbols = symbols;
    }

    /// <summary>What the <c>bits</c> line says.</summary>
    public CpuMode Mode { get; }

    /// <summary>The symbols in the file's order.</summary>
    public ImmutableArray<GuestSymbol> Symbols { get; }

    /// <summary>Reads the text of a symbol file.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="GuestImageException">A line is malformed; the exception says which line and column.</exception>
    public static SymbolFile Parse(string text, string file)
    {
        CpuMode? mode = null;
        List<(GuestSymbol Symbol, int Line, int Column)> symbols = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            Line line = new(file, index + 1, Words().Matches(lines[index].Split('#')[0]).ToArray());
            if (line.Words.Length == 0)
            {
                continue;
            }

            if (line.Words[0].Value == "bits")
            {
                mode = mode is null ? line.Mode() : throw line.Wrong(0, "a second 'bits' line", "expected only one");
                continue;
            }

            var symbol = line.Symbol();
            if (!names.Add(symbol.Name))
            {
                throw line.Wrong(0, $"symbol '{symbol.Name}' appears twice", "expected each name once");
            }

            symbols.Add((symbol, line.Number, line.ColumnOf(1)));
        }

        if (mode is not { } found)
        {
            throw new GuestImageException(file, "no 'bits' line", "expected 'bits 32' or 'bits 64'", lines.Length, 1);
        }

        foreach ((var symbol, int line, int column) in symbols)
        {
            if (symbol.Address > Width.Mask(Width.OfAddress(found)))
            {
                throw new GuestImageException(
                    file,
                    $"address 0x{symbol.Address:x} does not fit 32 bits",
                    "expected at most 0xffffffff after 'bits 32'",
                    line,
                    column
                );
            }
        }

        return new SymbolFile(found, [.. symbols.Select(entry => entry.Symbol)]);
    }

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^[A-Za-z_.$@][A-Za-z0-9_.$@]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private readonly record struct Line(string File, int Number, Match[] Words)
    {
        public int ColumnOf(int word) => Words[word].Index + 1;

        public GuestImageException Wrong(int word, string problem, string hint) =>
            new(File, problem, hint, Number, ColumnOf(word));

        public CpuMode Mode()
        {
            if (Words.Length != 2)
            {
                throw Wrong(0, $"'bits' with {Words.Length - 1} values", "expected 'bits 32' or 'bits 64'");
            }

            return Words[1].Value switch
            {
                "32" => CpuMode.Bits32,
                "64" => CpuMode.Bits64,
                string other => throw Wrong(1, $"'{other}' bits", "expected 32 or 64"),
            };
        }

        public GuestSymbol Symbol()
        {
            string name = Words[0].Value;
            if (!Name().IsMatch(name))
            {
                throw Wrong(
                    0,
                    $"'{name}' is not a symbol name",
                    "expected letters, digits, '_', '.', '$' or '@', not starting with a digit"
                );
            }

            return Words.Length switch
            {
                1 => throw Wrong(0, $"symbol '{name}' has no address", "expected 'name address [size]'"),
                > 3 => throw Wrong(3, $"'{Words[3].Value}' after the size", "expected 'name address [size]'"),
                _ => new GuestSymbol(name, Value(1), Words.Length == 3 ? Value(2) : 0, IsFunction: true),
            };
        }

        private ulong Value(int word)
        {
            string text = Words[word].Value;
            bool hexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            bool read = hexadecimal
                ? ulong.TryParse(
                    text.AsSpan(2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out ulong value
                )
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
            return read
                ? value
                : throw Wrong(
                    word,
                    $"'{text}' is not a number",
                    "expected decimal, or hexadecimal after 0x, below 2^64"
                );
        }
    }
}
