using System.Globalization;
using System.Text;

namespace Differential.Programs;

/// <summary>A piece of a program.</summary>
/// <param name="Sort">What it is.</param>
/// <param name="Text">Its text, with <c>$0</c>, <c>$1</c> ... for its parts; of statements, nothing.</param>
/// <param name="Parts">Its parts in order.</param>
internal sealed record Term(Sort Sort, string Text, params IReadOnlyList<Term> Parts)
{
    public static Term Number(string text, params IReadOnlyList<Term> parts) => new(Sort.Number, text, parts);

    public static Term Truth(string text, params IReadOnlyList<Term> parts) => new(Sort.Truth, text, parts);

    public static Term Statement(string text, params IReadOnlyList<Term> parts) => new(Sort.Statement, text, parts);

    public static Term Statements(IEnumerable<Term> parts) => new(Sort.Statements, "", [.. parts]);

    /// <summary>Number of pieces.</summary>
    public int Size => 1 + Parts.Sum(part => part.Size);

    /// <summary>Everything smaller that the term may be replaced by, the greatest cuts first.</summary>
    public IEnumerable<Term> Smaller()
    {
        if (Sort == Sort.Statements)
        {
            for (int i = 0; i < Parts.Count; i++)
            {
                yield return this with
                {
                    Parts = [.. Parts.Where((_, index) => index != i)],
                };
            }
        }

        if (Sort is Sort.Number or Sort.Truth && Parts.Count > 0)
        {
            yield return Sort == Sort.Number ? Number("1UL") : Truth("true");
        }

        // An if by its body, a sum by one of its terms.
        foreach (
            var part in Parts.Where(part =>
                Sort switch
                {
                    Sort.Number or Sort.Truth => part.Sort == Sort,
                    Sort.Statement => part.Sort == Sort.Statements,
                    _ => false,
                }
            )
        )
        {
            yield return part;
        }

        for (int i = 0; i < Parts.Count; i++)
        {
            foreach (var smaller in Parts[i].Smaller())
            {
                yield return this with
                {
                    Parts = [.. Parts.Select((part, index) => index == i ? smaller : part)],
                };
            }
        }
    }

    public override string ToString()
    {
        if (Sort == Sort.Statements)
        {
            return string.Join('\n', Parts);
        }

        var text = new StringBuilder();
        for (int i = 0; i < Text.Length; i++)
        {
            text.Append(Text[i] == '$' ? Parts[int.Parse(Text.AsSpan(++i, 1), CultureInfo.InvariantCulture)] : Text[i]);
        }

        return text.ToString();
    }
}
