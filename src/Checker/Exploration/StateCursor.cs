using System.Runtime.InteropServices;
using Checker.Automata;
using Model.Steps;

namespace Checker.Exploration;

/// <summary>Stands in one state and goes where it is told: for replay, random walks and telling a trace.</summary>
internal sealed unsafe class StateCursor : IDisposable
{
    private readonly Expander _expander;
    private readonly SuccessorBuffer _successors;
    private ulong* _state;
    private long _valueCount;

    public StateCursor(Composition composition)
    {
        Composition = composition;
        _expander = new Expander(composition);
        _successors = new SuccessorBuffer(MemoryBudget.OfOneState, 64, _expander.Layout.Words);
        _state = (ulong*)NativeMemory.AllocZeroed((nuint)_expander.Layout.Words, sizeof(ulong));
        Refresh();
    }

    ~StateCursor() => NativeMemory.Free(_state);

    public Composition Composition { get; }

    /// <summary>How the state is packed; changes while walking.</summary>
    public Layout Layout => _expander.Layout;

    /// <summary>The state; valid until the next step.</summary>
    public ulong* State => _state;

    /// <summary>Number of steps that can be taken.</summary>
    public int EnabledCount => _successors.Count;

    /// <summary>
    /// Whether something could go on here that is not explored: the state is beyond the constraint, or a step beyond a
    /// limit of the model.
    /// </summary>
    public bool IsCut => _successors.Cuts.Count > 0;

    /// <summary>Whether nothing can step, and nothing was left out either.</summary>
    public bool IsAtEnd => EnabledCount == 0 && !IsCut;

    /// <summary>The step of that number, in order of process and outcome.</summary>
    public ScheduleStep Enabled(int index) =>
        new(
            SuccessorBuffer.ProcessOf(_successors.Actions[index]),
            SuccessorBuffer.OutcomeOf(_successors.Actions[index])
        );

    /// <summary>Whether a process has failed: then nothing can step.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The value of a slot in the present state.</summary>
    public int ValueOf(int slot) => slot < Layout.Capacity ? Layout.Fields[slot].In(_state) : 0;

    /// <summary>The local state of a process.</summary>
    public LocalState LocalOf(int process) => Composition.Processes[process][ValueOf(process)];

    /// <summary>The value of every slot.</summary>
    public int[] Values() => [.. Enumerable.Range(0, Composition.SlotCount).Select(ValueOf)];

    /// <summary>The steps that a process can take: the number of the first, and how many there are.</summary>
    public (int First, int Count) EnabledOf(int process)
    {
        int first = 0;
        while (first < EnabledCount && Enabled(first).Process < process)
        {
            first++;
        }

        int end = first;
        while (end < EnabledCount && Enabled(end).Process == process)
        {
            end++;
        }

        return (first, end - first);
    }

    /// <summary>
    /// Whether the pending operations of two processes touch the same object here, and at least one may change it.
    /// </summary>
    public bool Conflict(int process, int other)
    {
        var theirs = FootprintOf(other);
        return FootprintOf(process)
            .Any(mine =>
                theirs.Any(access =>
                    ReferenceEquals(access.Target, mine.Target)
                    && (access.Mode == AccessMode.Write || mine.Mode == AccessMode.Write)
                )
            );
    }

    /// <summary>Goes back to the initial state.</summary>
    public void Restart()
    {
        new Span<ulong>(_state, Layout.Words).Clear();
        HasFailed = false;
        Refresh();
    }

    /// <summary>Takes a step, if it is enabled.</summary>
    /// <returns>Whether it was.</returns>
    public bool TryTake(ScheduleStep step)
    {
        for (int i = 0; i < EnabledCount; i++)
        {
            if (Enabled(i) == step)
            {
                Take(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the enabled step of that number.</summary>
    public void Take(int index)
    {
        bool failed = SuccessorBuffer.HasFailed(_successors.Actions[index]);
        NativeMemory.Copy(_successors.State(index), _state, (nuint)Layout.Words * sizeof(ulong));
        HasFailed = failed;
        Refresh();
    }

    public void Dispose()
    {
        _successors.Dispose();
        NativeMemory.Free(_state);
        _state = null;
        GC.SuppressFinalize(this);
    }

    private IReadOnlyList<Access> FootprintOf(int process) =>
        LocalOf(process).Pending?.FootprintIn(new RecordingView(Composition, Layout, State)) ?? [];

    private void Refresh()
    {
        // A search of the same composition may have found values since that do not fit, and leaves with them are taken
        // as they are.
        if (Composition.ValueCount != _valueCount && !Layout.Fits(Composition.ValueCounts()))
        {
            Widen();
        }

        _successors.Reset(Layout.Words);
        if (!HasFailed)
        {
            while (!_expander.Expand(_state, 0, _successors))
            {
                Widen();
            }
        }

        _valueCount = Composition.ValueCount;
    }

    private void Widen()
    {
        var before = _expander.Widen();
        ulong* repacked = (ulong*)NativeMemory.AllocZeroed((nuint)Layout.Words, sizeof(ulong));
        before.Repack(_state, Layout, repacked);
        NativeMemory.Free(_state);
        _state = repacked;
        _successors.Reset(Layout.Words);
    }
}
