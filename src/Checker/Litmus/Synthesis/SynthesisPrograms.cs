using Model.Steps;

namespace Checker.Litmus.Synthesis;

/// <summary>Enumerates small programs, each once up to the order of CPUs and the names of locations.</summary>
/// <remarks>
/// Programs in which a location is used by one CPU only, or only read, are left out: a smaller program shows as much.
/// </remarks>
internal sealed class SynthesisPrograms
{
    private static readonly bool[] _fullness = [false, true];

    private readonly int _mostCpus;
    private readonly int _mostSteps;
    private readonly int _locations;
    private readonly IReadOnlyList<SynthesisStep> _steps;

    /// <param name="mostCpus">maximum number of CPUs: 2 or 3.</param>
    /// <param name="mostSteps">Instructions of a CPU at most: 1 to 3.</param>
    /// <param name="locations">Locations at most: 1 to 3.</param>
    public SynthesisPrograms(int mostCpus, int mostSteps, int locations)
    {
        _mostCpus = mostCpus;
        _mostSteps = mostSteps;
        _locations = locations;
        _steps =
        [
            .. SynthesisInstruction.All.SelectMany(
                (instruction, index) =>
                    Enumerable
                        .Range(0, instruction.HasLocation ? locations : 1)
                        .Select(location => new SynthesisStep(index, location))
            ),
        ];
    }

    /// <summary>The programs of a size, in a fixed order.</summary>
    /// <param name="size">Instructions, all CPUs together.</param>
    public IEnumerable<SynthesisProgram> OfSize(int size) =>
        from cpus in Enumerable.Range(2, _mostCpus - 1)
        from columns in Split(size, cpus)
        where IsShared(columns) && IsLeast(columns)
        from isFull in _fullness
        select new SynthesisProgram(
            Sequence<Sequence<SynthesisStep>>.Of([
                .. columns.Select(column => Sequence<SynthesisStep>.Of([.. column])),
            ]),
            isFull
        );

    private IEnumerable<SynthesisStep[][]> Split(int size, int cpus) =>
        cpus == 1
            ? size <= _mostSteps
                ? Columns(size).Select(column => new[] { column })
                : []
            : from length in Enumerable.Range(1, Math.Min(_mostSteps, size - cpus + 1))
              from first in Columns(length)
              from rest in Split(size - length, cpus - 1)
              select (SynthesisStep[][])[first, .. rest];

    private IEnumerable<SynthesisStep[]> Columns(int length) =>
        length == 0
            ?
            [
                [],
            ]
            : from before in Columns(length - 1)
              from step in _steps
              select (SynthesisStep[])[.. before, step];

    private bool IsShared(SynthesisStep[][] columns)
    {
        for (int location = 0; location < _locations; location++)
        {
            int users = columns.Count(column => column.Any(step => step.What.HasLocation && step.Location == location));
            bool isWritten = columns.Any(column => column.Any(step => step.What.Writes && step.Location == location));
            if (users == 1 || (users > 1 && !isWritten))
            {
                return false;
            }
        }

        return columns.All(column => column.Any(step => step.What.HasLocation));
    }

    // Of all orders of the CPUs and names of the locations the first in order stands for the others.
    private bool IsLeast(SynthesisStep[][] columns) =>
        Orders(columns.Length)
            .All(order =>
                Orders(_locations)
                    .All(names => Compare(columns, [.. order.Select(cpu => Renamed(columns[cpu], names))]) <= 0)
            );

    private static SynthesisStep[] Renamed(SynthesisStep[] column, int[] names) =>
        [.. column.Select(step => step.What.HasLocation ? step with { Location = names[step.Location] } : step)];

    private static int Compare(SynthesisStep[][] left, SynthesisStep[][] right)
    {
        for (int cpu = 0; cpu < left.Length; cpu++)
        {
            int order = left[cpu].AsSpan().SequenceCompareTo(right[cpu]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static IEnumerable<int[]> Orders(int count) =>
        count == 0
            ?
            [
                [],
            ]
            : from order in Orders(count - 1)
              from place in Enumerable.Range(0, count)
              select (int[])[.. order[..place], count - 1, .. order[place..]];
}
