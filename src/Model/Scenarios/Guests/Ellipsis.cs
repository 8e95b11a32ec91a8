using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Model.Input;

namespace Model.Scenarios.Guests;

/// <summary>Writes series out: <c>count1 + ... + count3</c> becomes <c>count1 + count2 + count3</c>.</summary>
internal static partial class Ellipsis
{
    private const int LongestSeries = 1000;

    /// <summary>Writes every series of an expression out.</summary>
    /// <exception cref="InputException">The two ends of a series differ in more than one number, or it runs
    /// downwards.</exception>
    public static ExpandedText Expand(ExpandedText source)
    {
        var text = new StringBuilder();
        var origins = new List<int>();
        int done = 0;
        foreach (Match series in Series().Matches(source.Text))
        {
            Copy(done, series.Index);
            int dots = series.Groups["dots"].Index;
            string[] terms = [.. Terms(source, series)];
            for (int i = 0; i < terms.Length; i++)
            {
                Add(i == 0 ? "" : $" {series.Groups["sign"].Value} ", dots);
                Add(
                    terms[i],
                    i == 0 ? series.Index
                        : i == terms.Length - 1 ? series.Groups["last"].Index
                        : dots
                );
            }

            done = series.Index + series.Length;
        }

        Copy(done, source.Text.Length);
        origins.Add(source.Origins[^1]);
        return source with { Text = text.ToString(), Origins = origins };

        void Copy(int start, int end)
        {
            text.Append(source.Text, start, end - start);
            origins.AddRange(source.Origins.Skip(start).Take(end - start));
        }

        void Add(string part, int from)
        {
            text.Append(part);
            origins.AddRange(Enumerable.Repeat(source.Origins[from], part.Length));
        }
    }

    private static IEnumerable<string> Terms(ExpandedText source, Match series)
    {
        string first = series.Groups["first"].Value;
        string last = series.Groups["last"].Value;
        int[] starts = Numbers(source, series, first);
        int[] ends = Numbers(source, series, last);
        var steps = starts.Zip(ends).Where(pair => pair.First != pair.Second).Distinct().ToList();
        bool isSeries = Digits().Replace(first, "#") == Digits().Replace(last, "#") && steps.Count <= 1;
        if (!isSeries)
        {
            throw Wrong(
                source,
                series,
                $"'{first}' and '{last}' make no series; expected the same text with another number"
            );
        }

        if (steps.Count == 0)
        {
            return [first];
        }

        var (start, end) = steps[0];
        if (end < start || end - start >= LongestSeries)
        {
            throw Wrong(
                source,
                series,
                FormattableString.Invariant(
                    $"the series runs from {start} to {end}; expected it to rise, by less than {LongestSeries}"
                )
            );
        }

        return Enumerable.Range(start, end - start + 1).Select(number => Term(first, starts, ends, number));
    }

    private static string Term(string first, int[] starts, int[] ends, int number)
    {
        int at = 0;
        return Digits()
            .Replace(
                first,
                digits =>
                {
                    bool runs = starts[at] != ends[at];
                    at++;
                    return runs ? number.ToString(CultureInfo.InvariantCulture) : digits.Value;
                }
            );
    }

    private static int[] Numbers(ExpandedText source, Match series, string term) =>
        [
            .. Digits()
                .Matches(term)
                .Select(digits =>
                    int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                        ? number
                        : throw Wrong(source, series, $"the number {digits.Value} is too great for a series")
                ),
        ];

    private static InputException Wrong(ExpandedText source, Match series, string message) =>
        source.Wrong(message, index: series.Groups["dots"].Index);

    private const string Operand = @"!?(?:[A-Za-z_][\w.]*(?:\([^()]*\))?|\([^()]*\)|\[[^\]]*\])";

    [GeneratedRegex(
        $@"(?<first>{Operand})\s*(?<sign>\+|\*|&&|\|\||&|\||\^|and\b|or\b)\s*(?<dots>\.\.\.)\s*\k<sign>\s*(?<last>{Operand})",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Series();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
