using System.Diagnostics;
using System.Runtime.CompilerServices;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Visits every reachable state once.</summary>
internal sealed unsafe class ExhaustiveSearch : IDisposable
{
    // Looking up many successors at once lets the processor fetch their table entries together.
    private const int Batch = 256;
    private const int TransitionsBetweenLooks = 1 << 16;

    private readonly Composition _composition;
    private readonly StateJudge _judge;
    private readonly SearchSettings _settings;
    private readonly Expander _expander;
    private readonly SuccessorBuffer _successors;
    private readonly HashSet<int> _failed = [];
    private readonly Frontier _frontier;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _transitions;
    private long _nextLook = TransitionsBetweenLooks;
    private string? _stoppedBy;

    public ExhaustiveSearch(Composition composition, StateJudge judge, SearchSettings settings)
    {
        _composition = composition;
        _judge = judge;
        _settings = settings;
        _expander = new Expander(composition);
        _successors = new SuccessorBuffer(Batch * 2, _expander.Layout.Words);
        Store = new StateStore(_expander.Layout.Words);
        _frontier = new Frontier(settings.Order);
    }

    /// <summary>The states found.</summary>
    public StateStore Store { get; }

    /// <summary>How they are packed.</summary>
    public Layout Layout => _expander.Layout;

    /// <summary>What was explored so far.</summary>
    public SearchStatistics Statistics => new(Store.Count, _transitions, _frontier.Depth, Store.Bytes) { StoppedBy = _stoppedBy };

    /// <summary>Whether a process failed on the way into that state: it is not expanded.</summary>
    public bool IsFailed(int number) => _failed.Count > 0 && _failed.Contains(number);

    /// <summary>Explores until nothing new is found or a limit is reached.</summary>
    public SearchStatistics Run()
    {
        AddInitialState();
        while (_stoppedBy is null)
        {
            if (_frontier.IsAtLayerEnd)
            {
                LookUp();
                if (!_frontier.NextLayer(Store.Count))
                {
                    break;
                }
            }

            int number = _frontier.Next();
            if (!IsFailed(number))
            {
                Expand(number);
            }

            if (_successors.Count >= Batch || _settings.Order == SearchOrder.DepthFirst)
            {
                LookUp();
            }
        }

        return Statistics;
    }

    /// <summary>The successors of a stored state after the search, in order of process and outcome.</summary>
    public SuccessorBuffer SuccessorsOf(int number)
    {
        _successors.Reset(Layout.Words);
        if (!IsFailed(number))
        {
            _expander.Expand(Store[number], number, 0, _successors);
        }

        return _successors;
    }

    public void Dispose()
    {
        Store.Dispose();
        _successors.Dispose();
    }

    private void AddInitialState()
    {
        // Every process and object starts in its state number 0.
        ulong* initial = _successors.State(0);
        new Span<ulong>(initial, Layout.Words).Clear();
        Store.Add(initial, StateStore.Hash(initial, Layout.Words), -1, out _);
        _frontier.Push(0);
        _judge.Judge(Layout, Store[0], 0);
        for (int process = 0; process < _composition.Processes.Count; process++)
        {
            if (_composition.Processes[process][0].Failure is not null)
            {
                _failed.Add(0);
                _judge.NoteFailure(Layout, Store[0], process, 0);
            }
        }

        _expander.Fits();
    }

    private void Expand(int number)
    {
        int from = 0;
        long made = 0;
        while (true)
        {
            int before = _successors.Count;
            from = _expander.Expand(Store[number], number, from, _successors);
            made += _successors.Count - before;
            if (from == _composition.Processes.Count)
            {
                break;
            }

            LookUp();
            var old = _expander.Widen();
            Store.Repack(old, Layout);
            _successors.Reset(Layout.Words);
        }

        _transitions += made;
        if (made == 0)
        {
            _judge.NoteStop(Layout, Store[number], number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUp()
    {
        int count = _successors.Count;
        int words = Layout.Words;
        var store = Store;
        ulong* states = _successors.States;
        ulong* hashes = _successors.Hashes;
        for (int i = 0; i < count; i++)
        {
            ulong hash = StateStore.Hash(states + ((long)i * words), words);
            hashes[i] = hash;
            store.PrefetchEntry(hash);
        }

        for (int i = 0; i < count; i++)
        {
            store.PrefetchState(hashes[i]);
        }

        long mostStates = _settings.Limits.States;
        for (int i = 0; i < count; i++)
        {
            ulong* state = states + ((long)i * words);
            if (store.Count >= mostStates && store.Find(state) < 0)
            {
                _stoppedBy = $"the limit of {mostStates} states";
                break;
            }

            int number = store.Add(state, hashes[i], _successors.Sources[i], out bool isNew);
            if (isNew)
            {
                Admit(number, i);
            }
        }

        _successors.Reset(words);
        if (_transitions >= _nextLook)
        {
            Look();
        }
    }

    private void Admit(int number, int successor)
    {
        _frontier.Push(number);
        int action = _successors.Actions[successor];
        if (SuccessorBuffer.HasFailed(action))
        {
            _failed.Add(number);
            _judge.NoteFailure(Layout, Store[number], SuccessorBuffer.ProcessOf(action), number);
        }

        _judge.Judge(Layout, Store[number], number);
        if (_settings.StopAtFirst && _judge.Sightings.Count > 0)
        {
            _stoppedBy = "the first violation";
        }
    }

    private void Look()
    {
        _nextLook = _transitions + TransitionsBetweenLooks;
        _settings.Report?.Invoke(new Progress(Store.Count, _transitions, _frontier.Depth, _frontier.Waiting(Store.Count), Store.Bytes, _clock.Elapsed));
        if (_settings.Cancellation.IsCancellationRequested)
        {
            _stoppedBy = "an interrupt";
        }
        else if (_clock.Elapsed > _settings.Limits.Time)
        {
            _stoppedBy = FormattableString.Invariant($"the time limit of {_settings.Limits.Time.Value.TotalSeconds:0.###} s");
        }
        else if (Store.Bytes > _settings.Limits.Bytes)
        {
            _stoppedBy = $"the memory limit of {_settings.Limits.Bytes >> 20} MiB";
        }
    }
}
