namespace Checker.Reports;

/// <summary>The result of an exploration as text.</summary>
public static class ResultText
{
    /// <summary>The verdict, what fails, the numbers, and the shortest trace when there is one; each line with its end.</summary>
    /// <param name="result">The result.</param>
    /// <param name="width">Columns to fit in, at least 40.</param>
    public static string ToText(this ExplorationResult result, int width = 120)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 40);
        string text = CheckText.Of(result.Model, result);
        return result.Violations.Count == 0 ? text : $"{text}\n{TraceText.Of(result.Violations[0].Trace, width)}";
    }
}
