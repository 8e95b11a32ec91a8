using Differential.Programs;

namespace Differential;

/// <summary>Makes a program on which the checker errs as small as possible.</summary>
internal static class Shrinker
{
    private const int MostTrials = 3000;

    /// <summary>A smaller program, no part of which can be left out, and what the checker says of it.</summary>
    public static (Term Program, string Difference) Shrink(
        Term program,
        string name,
        string difference,
        Trial trial
    )
    {
        int trials = 0;
        bool smaller = true;
        while (smaller && trials < MostTrials)
        {
            smaller = false;
            foreach (var candidate in program.Smaller())
            {
                if (
                    candidate.Size <= program.Size
                    && candidate != program
                    && ++trials <= MostTrials
                    && DifferenceOf(candidate, name, trial) is { } still
                )
                {
                    (program, difference, smaller) = (candidate, still, true);
                    break;
                }
            }
        }

        return (program, difference);
    }

    private static string? DifferenceOf(Term program, string name, Trial trial)
    {
        try
        {
            var builds = Builds.Of([program.ToString()]);
            return new Subject(builds, name).Judge([trial]).Difference;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
