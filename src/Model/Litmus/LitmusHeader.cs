namespace Model.Litmus;

/// <summary>
/// What stands before the opening brace: architecture and name, a description in quotes, and <c>Key=Value</c> lines.
/// </summary>
internal sealed class LitmusHeader
{
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <exception cref="Model.Input.InputException">It is malformed.</exception>
    public LitmusHeader(LitmusSource source)
    {
        string text = source.Text;
        int at = 0;
        string first = Line(text, ref at, out int start);
        while (first.Length == 0 && at < text.Length)
        {
            first = Line(text, ref at, out start);
        }

        string[] words = first.Split(
            [' ', '\t'],
            2,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        Architecture = words.FirstOrDefault() switch
        {
            "X86" => LitmusArchitecture.X86,
            "X86_64" => LitmusArchitecture.X86_64,
            { } other when other.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') =>
                throw source.Unsupported(start, $"the architecture {other} is not modelled; expected X86 or X86_64"),
            _ => throw source.Error(start, "expected an architecture and a name, such as 'X86_64 SB'"),
        };
        Name =
            words.Length > 1
                ? words[1]
                : throw source.Error(start + first.Length, "expected a name after the architecture");
        while (true)
        {
            string line = Line(text, ref at, out start);
            if (line.StartsWith('{'))
            {
                End = start;
                return;
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.StartsWith('"'))
            {
                int close = text.IndexOf('"', start + 1);
                at = close < 0 ? throw source.Error(start, "the description has no end; expected '\"'") : close + 1;
            }
            else if (equals > 0)
            {
                _metadata[line[..equals].Trim()] = line[(equals + 1)..].Trim();
            }
            else if (line.Length > 0 || at >= text.Length)
            {
                throw source.Error(
                    start,
                    "expected '{' with the initial values, a Key=Value line or a description in quotes"
                        + (line.Length == 0 ? ", found the end" : "")
                );
            }
        }
    }

    public LitmusArchitecture Architecture { get; }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Where the opening brace stands.</summary>
    public int End { get; }

    // The next line without blanks at its ends, and where it starts.
    private static string Line(string text, ref int at, out int start)
    {
        int end = text.IndexOf('\n', at);
        end = end < 0 ? text.Length : end;
        string line = text[at..end];
        start = at + line.Length - line.TrimStart().Length;
        at = Math.Min(end + 1, text.Length);
        return line.Trim();
    }
}

/// <summary>The architecture that a litmus test names on its first line.</summary>
public enum LitmusArchitecture
{
    /// <summary>32-bit code; operands in Intel's order, destination first.</summary>
    X86,

    /// <summary>64-bit code; operands in AT&amp;T's order, destination last.</summary>
    X86_64,
}
