namespace Model.Input;

/// <summary>Finds what a misspelt name may have meant.</summary>
public static class NearestName
{
    private const int FarthestDistance = 3;
    private const int MostChoices = 5;

    /// <summary>The candidate nearest to <paramref name="name"/>, or <c>null</c> when none is near.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="candidates">The known names, in a fixed order; among equally near ones the first is taken.</param>
    /// <remarks>
    /// Near means one insertion, deletion, replacement or swap of neighbours for every three characters of the name, at
    /// least one and at most three (Damerau-Levenshtein distance in its optimal string alignment form, ordinal). A name
    /// that differs in case only is the nearest of all.
    /// </remarks>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);

        string? nearest = null;
        int limit = Math.Clamp(name.Length / 3, 1, FarthestDistance);
        foreach (string candidate in candidates)
        {
            if (Distance(name, candidate) is int distance && distance <= limit)
            {
                nearest = candidate;
                limit = distance - 1;
            }
        }

        return nearest;
    }

    /// <summary>
    /// What to tell a user who must choose among names: at most five of them, and how many more there are.
    /// </summary>
    /// <param name="choices">The names; at least one.</param>
    public static string OneOf(IReadOnlyList<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var shown = choices.Take(MostChoices).ToList();
        string last =
            choices.Count > MostChoices
                ? FormattableString.Invariant($"one of {choices.Count - MostChoices} more")
                : shown[^1];
        string before = string.Join(", ", choices.Count > MostChoices ? shown : shown[..^1]);
        return before.Length == 0 ? $"write {last}" : $"write {before} or {last}";
    }

    private static int? Distance(string name, string candidate)
    {
        if (name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        // A long difference in length is a long distance; this also keeps the table below small.
        if (Math.Abs(name.Length - candidate.Length) > FarthestDistance)
        {
            return null;
        }

        int distance = Alignment(name, candidate);
        bool nothingInCommon = distance >= Math.Max(name.Length, candidate.Length);
        return nothingInCommon ? null : distance;
    }

    private static int Alignment(string name, string candidate)
    {
        int[] beforePrevious = [];
        int[] previous = [.. Enumerable.Range(0, candidate.Length + 1)];
        for (int i = 1; i <= name.Length; i++)
        {
            int[] current = new int[candidate.Length + 1];
            current[0] = i;
            for (int j = 1; j <= candidate.Length; j++)
            {
                int replacement = previous[j - 1] + (name[i - 1] == candidate[j - 1] ? 0 : 1);
                current[j] = Math.Min(replacement, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && name[i - 1] == candidate[j - 2] && name[i - 2] == candidate[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[candidate.Length];
    }
}
