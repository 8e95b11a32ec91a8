using Checker.Traces;

namespace Checker.Reports.Charts;

/// <summary>
/// The lanes of a trace's sequence chart: the processes, the emulator that acts for CPUs, the shared objects. What
/// belongs to a process, such as its store buffer or its mailbox, is in that process's lane.
/// </summary>
internal sealed class Lanes
{
    // With more lanes for objects than this, those that only one process touches share a lane.
    private const int MostObjects = 6;

    private readonly List<Lane> _all = [];
    private readonly Dictionary<string, int> _processes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _objects = new(StringComparer.Ordinal);

    /// <param name="trace">The trace.</param>
    /// <param name="platform">The platform's name: the heading of the emulator's lane.</param>
    public Lanes(Trace trace, string platform)
    {
        AddProcesses(trace);
        if (trace.AllSteps.Any(IsEmulated))
        {
            Emulator = Add(new Lane(platform, LaneKind.Emulator));
        }

        AddObjects(trace);
    }

    /// <summary>The lanes from left to right.</summary>
    public IReadOnlyList<Lane> All => _all;

    /// <summary>The emulator's lane, or <c>null</c> when no step is emulated.</summary>
    public int? Emulator { get; }

    /// <summary>Whether the platform performs a step for a guest's instruction.</summary>
    public static bool IsEmulated(TraceStep step) => step.Address is not null && step.Routine.Length > 0;

    /// <summary>The lane of a process.</summary>
    public int OfProcess(string process) => _processes[process];

    /// <summary>The lane of an object that a step of the trace touches.</summary>
    public int OfObject(string name) => _objects[name];

    /// <summary>The lane in which a step is performed: the process's, or the emulator's for it.</summary>
    public int ActorOf(TraceStep step) => IsEmulated(step) ? Emulator!.Value : OfProcess(step.Process);

    /// <summary>
    /// The lanes that a step reaches out to, from left to right: those of its objects that are not the process's own.
    /// </summary>
    public IReadOnlyList<int> TargetsOf(TraceStep step)
    {
        int own = OfProcess(step.Process);
        return [.. ObjectsOf(step).Select(OfObject).Where(lane => lane != own).Distinct().Order()];
    }

    // What a step changes need not be in its footprint when that depends on the state.
    private static IEnumerable<string> ObjectsOf(TraceStep step) =>
        step.Objects.Concat(step.Changes.Select(change => change.Target)).Distinct(StringComparer.Ordinal);

    private void AddProcesses(Trace trace)
    {
        var owners = Ownership.Owners(trace.Processes);
        foreach (string owner in owners)
        {
            bool isCpu =
                trace.AllSteps.Any(step => step.Process == owner && step.Address is not null)
                || owner.StartsWith("cpu", StringComparison.Ordinal)
                || owner.StartsWith("vcpu", StringComparison.Ordinal);
            _processes.Add(owner, Add(new Lane(owner, isCpu ? LaneKind.Cpu : LaneKind.Process)));
        }

        foreach (string name in trace.Processes.Except(owners))
        {
            _processes.Add(name, _processes[Ownership.OwnerOf(name, owners)!]);
        }
    }

    private void AddObjects(Trace trace)
    {
        var shared = new List<string>();
        foreach (string name in trace.AllSteps.SelectMany(ObjectsOf).Distinct(StringComparer.Ordinal))
        {
            if (OwnerOf(name, trace) is { } owner)
            {
                _objects.Add(name, _processes[owner]);
            }
            else
            {
                shared.Add(name);
            }
        }

        string[] lesser = shared.Count <= MostObjects ? [] : [.. shared.Where(name => Users(name, trace).Count() == 1)];
        foreach (string name in shared.Except(lesser))
        {
            _objects.Add(name, Add(new Lane(name, LaneKind.Object)));
        }

        if (lesser.Length > 0)
        {
            int others = Add(
                lesser.Length == 1
                    ? new Lane(lesser[0], LaneKind.Object)
                    : new Lane("other objects", LaneKind.OtherObjects)
            );
            foreach (string name in lesser)
            {
                _objects.Add(name, others);
            }
        }
    }

    // A mailbox is its receiver's.
    private static string? OwnerOf(string name, Trace trace)
    {
        if (Ownership.OwnerOf(name, trace.Processes) is { } owner)
        {
            return owner;
        }

        string[] receivers =
        [
            .. trace
                .AllSteps.Where(step => step.Kind == "receive" && step.Objects.Contains(name))
                .Select(step => step.Process)
                .Distinct(StringComparer.Ordinal),
        ];
        return receivers.Length == 1 ? receivers[0] : null;
    }

    private IEnumerable<int> Users(string name, Trace trace) =>
        trace.AllSteps.Where(step => ObjectsOf(step).Contains(name)).Select(step => OfProcess(step.Process)).Distinct();

    private int Add(Lane lane)
    {
        _all.Add(lane);
        return _all.Count - 1;
    }
}

/// <summary>One lane of a sequence chart.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record Lane(string Name, LaneKind Kind);

/// <summary>What a lane of a sequence chart stands for.</summary>
internal enum LaneKind
{
    /// <summary>A CPU of the guest.</summary>
    Cpu,

    /// <summary>Another process.</summary>
    Process,

    /// <summary>The hypervisor and the user space that act for a CPU.</summary>
    Emulator,

    /// <summary>A shared object.</summary>
    Object,

    /// <summary>The shared objects that have no lane of their own.</summary>
    OtherObjects,
}

/// <summary>A row of a sequence chart: a step, or a line between steps.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty: how often the steps above are repeated, or that nothing can help any
/// more.</param>
/// <param name="Fold">
/// Counted from 1: the line that this step, being a repeat, can be folded into, or the number of this line itself; 0
/// for other steps and lines.
/// </param>
internal sealed record ChartRow(TraceStep? Step, string Repeats, int Fold)
{
    /// <summary>All rows of a trace, repeats included, each repeat after the line that stands for it.</summary>
    public static IReadOnlyList<ChartRow> Of(Trace trace)
    {
        var rows = new List<ChartRow>();
        int fold = 0;
        Add(trace.Steps);
        if (trace.Continuation is { } continuation)
        {
            rows.Add(new ChartRow(null, EndingText.Trap, 0));
            Add(continuation);
        }

        return rows;

        void Add(IReadOnlyList<TraceStep> steps)
        {
            foreach (var round in SpinFolding.Rounds(steps))
            {
                rows.AddRange(steps.Skip(round.Start).Take(round.Length).Select(step => new ChartRow(step, "", 0)));
                if (round.Times > 0)
                {
                    rows.Add(new ChartRow(null, SpinFolding.Line(steps, round), ++fold));
                    rows.AddRange(
                        steps
                            .Skip(round.Start + round.Length)
                            .Take(round.Length * round.Times)
                            .Select(step => new ChartRow(step, "", fold))
                    );
                }
            }
        }
    }
}
