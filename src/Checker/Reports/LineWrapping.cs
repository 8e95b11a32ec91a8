namespace Checker.Reports;

/// <summary>Breaks lines that are too long at blanks.</summary>
internal static class LineWrapping
{
    /// <summary>The lines, all but the first after <paramref name="indent"/>. A word that is too long stays whole.</summary>
    public static IEnumerable<string> Wrap(string line, int width, string indent)
    {
        while (line.Length > width && line.LastIndexOf(' ', width) is var blank && blank > IndentOf(line))
        {
            yield return line[..blank];
            line = indent + line[(blank + 1)..];
        }

        yield return line;
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart().Length;
}
