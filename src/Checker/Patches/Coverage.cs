namespace Checker.Patches;

/// <summary>Lines of a patch that no run reached.</summary>
/// <param name="Member">The member or local function that they are in.</param>
/// <param name="FirstLine">The first of them, counted from 1.</param>
/// <param name="LastLine">The last of them.</param>
internal sealed record Coverage(string Member, int FirstLine, int LastLine)
{
    /// <summary>
    /// The gaps in what was run, in the order of the file. A line counts as reached when any statement on it was.
    /// </summary>
    public static IReadOnlyList<Coverage> Gaps(LoadedPatch patch)
    {
        var unreached = patch.Unreached;
        var reachedLines = patch.Statements.Except(unreached).Select(statement => statement.Line).ToHashSet();
        var gaps = new List<Coverage>();
        foreach (
            var statement in patch.Statements.OrderBy(statement => statement.Line).ThenBy(statement => statement.Column)
        )
        {
            bool isGap = unreached.Contains(statement) && !reachedLines.Contains(statement.Line);
            bool goesOn =
                gaps.Count > 0
                && gaps[^1].Member == statement.Member
                && !patch.Statements.Any(other =>
                    !unreached.Contains(other) && other.Line > gaps[^1].FirstLine && other.Line < statement.Line
                );
            if (isGap && goesOn)
            {
                gaps[^1] = gaps[^1] with { LastLine = Math.Max(gaps[^1].LastLine, statement.LastLine) };
            }
            else if (isGap)
            {
                gaps.Add(new Coverage(statement.Member, statement.Line, statement.LastLine));
            }
        }

        return gaps;
    }

    /// <summary>The gap in words.</summary>
    public override string ToString() =>
        FirstLine == LastLine
            ? FormattableString.Invariant($"line {FirstLine} in {Member}")
            : FormattableString.Invariant($"lines {FirstLine} to {LastLine} in {Member}");
}
