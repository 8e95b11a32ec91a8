namespace Checker.Tests.Scenarios;

/// <summary>A page of the documentation whose tables the tests compare with what the checker finds.</summary>
/// <remarks>
/// Set the environment variable CHECKER_WRITE_TABLES to 1 to have the tables written instead, then read the difference.
/// </remarks>
internal sealed class DocumentationPage(string name)
{
    private readonly string _path = Path.Combine(Root(), "docs", "scenarios", name);

    /// <summary>
    /// Requires that the table under the marker <c>&lt;!-- table: NAME --&gt;</c> has exactly these rows under its two
    /// head lines.
    /// </summary>
    public void RequireTable(string table, IReadOnlyList<string> rows)
    {
        var lines = File.ReadAllLines(_path).ToList();
        int marker = lines.IndexOf($"<!-- table: {table} -->");
        Assert.True(marker >= 0, $"{name} has no table {table}");
        int first = marker + 3;
        int end = lines.FindIndex(first, line => !line.StartsWith('|'));
        end = end < 0 ? lines.Count : end;
        if (Environment.GetEnvironmentVariable("CHECKER_WRITE_TABLES") == "1")
        {
            lines.RemoveRange(first, end - first);
            lines.InsertRange(first, rows);
            File.WriteAllText(_path, string.Join('\n', lines) + "\n");
            return;
        }

        Assert.Equal(rows, lines[first..end]);
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Checker.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
