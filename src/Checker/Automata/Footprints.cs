using Model.Steps;

namespace Checker.Automata;

/// <summary>Holds an operation to the footprint it declares: reductions rely on it.</summary>
internal static class Footprints
{
    /// <param name="operation">The operation.</param>
    /// <param name="footprint">What it says that it touches in the state.</param>
    /// <param name="lookedAt">What it looked at.</param>
    /// <param name="outcomes">What came of it.</param>
    /// <exception cref="ModelException">The operation looks at or changes an object that its footprint does not name
    /// so.</exception>
    public static void Require(
        Operation operation,
        IReadOnlyList<Access> footprint,
        IEnumerable<SharedObject> lookedAt,
        IReadOnlyList<Outcome> outcomes
    )
    {
        foreach (var target in lookedAt)
        {
            if (!footprint.Any(access => ReferenceEquals(access.Target, target)))
            {
                throw new ModelException(
                    $"the operation {operation} looks at {target.Name}, which its footprint does not name"
                );
            }
        }

        foreach (var outcome in outcomes)
        {
            for (int i = 0; i < outcome.Changes.Length; i++)
            {
                var target = outcome.Changes[i].Target;
                if (!footprint.Any(access => ReferenceEquals(access.Target, target) && access.Mode == AccessMode.Write))
                {
                    throw new ModelException(
                        $"the operation {operation} changes {target.Name}, which its footprint does not name as written"
                    );
                }

                if (outcome.Changes.Take(i).Any(earlier => ReferenceEquals(earlier.Target, target)))
                {
                    throw new ModelException($"the operation {operation} changes {target.Name} twice in one outcome");
                }
            }
        }
    }
}
