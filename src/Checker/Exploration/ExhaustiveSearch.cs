using System.Runtime.ExceptionServices;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Visits every reachable state once.</summary>
internal sealed unsafe class ExhaustiveSearch : IDisposable
{
    // A chunk is small enough to stay in the processor's cache and large enough to look many states up together.
    private const int StatesInChunk = 64;
    private const int ChunksForWorker = 32;
    private const int TransitionsBetweenLooks = 1 << 16;

    private readonly Composition _composition;
    private readonly PropertyMonitor _judge;
    private readonly SearchSettings _settings;
    private readonly Expander _expander;
    private readonly Chunk[] _chunks;
    private readonly HashSet<int> _failed = [];
    private readonly Frontier _frontier;
    private readonly LimitWatch _watch;
    private SuccessorBuffer? _lookedAt;
    private readonly MemoryShare _managed;
    private long _transitions;
    private long _nextLook = TransitionsBetweenLooks;
    private string? _stoppedBy;

    /// <exception cref="UnfinishedException">There is no memory even to begin.</exception>
    public ExhaustiveSearch(Composition composition, PropertyMonitor judge, SearchSettings settings)
    {
        _composition = composition;
        _judge = judge;
        _settings = settings;
        _watch = new LimitWatch(settings);
        _expander = new Expander(composition);
        int chunks =
            settings.Order == SearchOrder.BreadthFirst && settings.Workers > 1 ? settings.Workers * ChunksForWorker : 1;
        _chunks = new Chunk[chunks];
        try
        {
            for (int i = 0; i < chunks; i++)
            {
                _chunks[i] = new Chunk(settings.Memory, _expander.Layout.Words);
            }

            Store = new StateStore(_expander.Layout.Words, settings.Memory);
        }
        catch
        {
            Array.ForEach(_chunks, chunk => chunk?.Dispose());
            throw;
        }

        _frontier = new Frontier(settings.Order);
        _managed = new MemoryShare(settings.Memory);
    }

    /// <summary>The states found.</summary>
    public StateStore Store { get; }

    /// <summary>What the search's memory counts against.</summary>
    public MemoryBudget Memory => _settings.Memory;

    /// <summary>How they are packed.</summary>
    public Layout Layout => _expander.Layout;

    /// <summary>What was explored so far.</summary>
    public SearchStatistics Statistics =>
        new(Store.Count, _transitions, _frontier.Depth, Store.Bytes) { StoppedBy = _stoppedBy };

    /// <summary>
    /// The first limit of the model that cut a state, in order of discovery; <c>null</c> when none did.
    /// </summary>
    public string? ModelLimit { get; private set; }

    /// <summary>Whether a process failed on the way into that state: it is not expanded.</summary>
    public bool IsFailed(int number) => _failed.Count > 0 && _failed.Contains(number);

    /// <summary>Explores from the initial state until nothing new is found or a limit is reached.</summary>
    public SearchStatistics Run()
    {
        // Every process and object starts in its state number 0.
        ulong[] initial = new ulong[Layout.Words];
        fixed (ulong* state = initial)
        {
            return Run(state);
        }
    }

    /// <summary>Explores from some state, packed in some layout, instead of the initial one.</summary>
    public SearchStatistics Run(Layout layout, ulong* state)
    {
        ulong[] initial = new ulong[Layout.Words];
        fixed (ulong* packed = initial)
        {
            layout.Repack(state, Layout, packed);
            return Run(packed);
        }
    }

    /// <summary>Reports how far the search, or what follows on it, is.</summary>
    /// <param name="transitions">Transitions taken.</param>
    /// <param name="waiting">States not yet looked at.</param>
    /// <returns>The limit that ends it, in words; <c>null</c> when it can go on.</returns>
    public string? Look(long transitions, long waiting) =>
        _watch.Look(Store.Count, transitions, _frontier.Depth, waiting, Store.Bytes);

    private SearchStatistics Run(ulong* initial)
    {
        try
        {
            Explore(initial);
        }
        catch (UnfinishedException limit)
        {
            _stoppedBy = limit.Message;
        }
        catch (OutOfMemoryException)
        {
            _stoppedBy = MemoryBudget.Exhausted().Message;
        }

        return Statistics;
    }

    private void Explore(ulong* initial)
    {
        AddInitialState(initial);
        while (_stoppedBy is null)
        {
            if (_frontier.IsAtLayerEnd && !_frontier.NextLayer(Store.Count))
            {
                break;
            }

            int used = TakeFromFrontier();
            while (!ExpandChunks(used))
            {
                Widen();
            }

            for (int i = 0; i < used && _stoppedBy is null; i++)
            {
                Admit(_chunks[i]);
            }

            if (_transitions >= _nextLook && _stoppedBy is null)
            {
                LookAround();
            }
        }
    }

    // States and layout change together or not at all: what is stored must stay readable.
    private void Widen()
    {
        var before = _expander.Widen();
        try
        {
            Store.Repack(before, Layout);
        }
        catch
        {
            _expander.Return(before);
            throw;
        }
    }

    /// <summary>
    /// The successors of a stored state after the search, in order of process and outcome; valid until the next call.
    /// </summary>
    public SuccessorBuffer SuccessorsOf(int number)
    {
        _lookedAt ??= new SuccessorBuffer(MemoryBudget.OfOneState, 64, Layout.Words);
        _lookedAt.Reset(Layout.Words);
        if (!IsFailed(number))
        {
            _expander.Expand(Store[number], number, _lookedAt);
        }

        return _lookedAt;
    }

    public void Dispose()
    {
        _managed.Dispose();
        Store.Dispose();
        _lookedAt?.Dispose();
        foreach (var chunk in _chunks)
        {
            chunk.Dispose();
        }
    }

    private void AddInitialState(ulong* state)
    {
        Store.Add(state, StateStore.Hash(state, Layout.Words), -1, out _);
        _frontier.Push(0);
        _judge.Judge(Layout, Store[0], 0);
        for (int process = 0; process < _composition.Processes.Count; process++)
        {
            if (_composition.Processes[process][Layout.Fields[process].In(state)].Failure is not null)
            {
                _failed.Add(0);
                _judge.NoteFailure(Layout, Store[0], process, 0);
            }
        }
    }

    private int TakeFromFrontier()
    {
        int statesInChunk = _settings.Order == SearchOrder.BreadthFirst ? StatesInChunk : 1;
        int used = 0;
        while (used < _chunks.Length && !_frontier.IsAtLayerEnd)
        {
            var sources = _chunks[used++].Sources;
            sources.Clear();
            while (sources.Count < statesInChunk && !_frontier.IsAtLayerEnd)
            {
                int number = _frontier.Next();
                if (!IsFailed(number))
                {
                    sources.Add(number);
                }
            }
        }

        return used;
    }

    private bool ExpandChunks(int used)
    {
        if (used <= 1 || _settings.Workers == 1)
        {
            for (int i = 0; i < used; i++)
            {
                if (!_chunks[i].Expand(_expander, Store))
                {
                    return false;
                }
            }

            return true;
        }

        bool fits = true;
        var faults = new Exception?[used];
        Parallel.For(
            0,
            used,
            new ParallelOptions { MaxDegreeOfParallelism = _settings.Workers },
            (i, loop) =>
            {
                try
                {
                    if (!_chunks[i].Expand(_expander, Store))
                    {
                        Volatile.Write(ref fits, false);
                        loop.Stop();
                    }
                }
                catch (Exception fault)
                {
                    // As on one thread: the chunks before it are expanded, and the first fault counts.
                    faults[i] = fault;
                    loop.Break();
                }
            }
        );
        if (Array.Find(faults, fault => fault is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return fits;
    }

    // In the order of discovery, whatever the number of workers: so numbers, traces and counts do not depend on it.
    private void Admit(Chunk chunk)
    {
        foreach (int number in chunk.Stops)
        {
            _judge.NoteStop(Layout, Store[number], number);
        }

        var unknown = chunk.Unknown;
        foreach (var (_, limit) in unknown.Cuts)
        {
            if (limit != Composition.ByConstraint)
            {
                ModelLimit ??= _composition.Limit(limit);
            }
        }

        for (int i = 0; i < unknown.Count; i++)
        {
            ulong* state = unknown.State(i);
            ulong hash = unknown.Hashes[i];
            if (Store.Count >= _settings.Limits.States && Store.Find(state, hash) < 0)
            {
                _stoppedBy = $"the limit of {_settings.Limits.States} states";
            }
            else
            {
                int number = Store.Add(state, hash, unknown.Sources[i], out bool isNew);
                if (isNew)
                {
                    Admit(number, unknown.Actions[i]);
                }
            }

            if (_stoppedBy is not null)
            {
                _transitions += chunk.TransitionsBefore(i) + 1;
                return;
            }
        }

        _transitions += chunk.Transitions;
    }

    private void Admit(int number, int action)
    {
        _frontier.Push(number);
        if (SuccessorBuffer.HasFailed(action))
        {
            _failed.Add(number);
            _judge.NoteFailure(Layout, Store[number], SuccessorBuffer.ProcessOf(action), number);
        }

        _judge.Judge(Layout, Store[number], number);
        if (_settings.StopAtFirst && _judge.FailingStates.Count > 0)
        {
            _stoppedBy = "the first violation";
        }
    }

    private void LookAround()
    {
        _managed.Set(_composition.Bytes + _frontier.Bytes);
        _nextLook = _transitions + TransitionsBetweenLooks;
        _stoppedBy = Look(_transitions, _frontier.Waiting(Store.Count));
    }
}
