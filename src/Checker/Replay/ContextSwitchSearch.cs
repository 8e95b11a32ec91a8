using Checker.Exploration;
using Checker.Traces;
using Model.Steps;

namespace Checker.Replay;

/// <summary>
/// Finds an execution with the fewest context switches and, among those, the fewest steps after which a property fails.
/// Exact: it visits pairs of a state and the process that stepped last in order of (switches, steps).
/// </summary>
internal sealed unsafe class ContextSwitchSearch : IDisposable
{
    private readonly TraceModel _model;
    private readonly ViolationTest _test;
    private readonly SearchSettings _settings;
    private readonly Expander _expander;
    private readonly SuccessorBuffer _successors;
    private readonly StateStore _states;
    private readonly List<Node> _nodes = [];
    private readonly HashSet<(int State, int Process)> _visited = [];

    public ContextSwitchSearch(TraceModel model, ViolationTest test, SearchSettings settings)
    {
        _model = model;
        _test = test;
        _settings = settings;
        _expander = new Expander(model.Composition);
        _successors = new SuccessorBuffer(settings.Memory, 64, _expander.Layout.Words);
        _states = new StateStore(_expander.Layout.Words, settings.Memory);
    }

    /// <summary>The schedule; <c>null</c> when more states than the limit would have to be looked at.</summary>
    public Schedule? Run()
    {
        var arriving = new Queue<Node>([new Node(AddInitialState(), -1, 0, -1, 0)]);
        while (arriving.Count > 0)
        {
            // Both queues are in order of steps, so that taking the lesser head visits all pairs of this number of
            // switches in that order.
            var going = new Queue<Node>();
            var switched = new Queue<Node>();
            while (arriving.Count + going.Count > 0)
            {
                var node = (
                    going.Count == 0 || arriving.TryPeek(out var head) && head.Steps <= going.Peek().Steps
                        ? arriving
                        : going
                ).Dequeue();
                if (!_visited.Add((node.State, node.Process)))
                {
                    continue;
                }

                if (_nodes.Count >= _settings.Limits.States || _settings.Cancellation.IsCancellationRequested)
                {
                    return null;
                }

                _nodes.Add(node);
                Expand(node.State);
                if (
                    _test.FailsIn(
                        _expander.Layout,
                        _states[node.State],
                        _successors.Count + _successors.Cuts.Count == 0
                    )
                )
                {
                    return ScheduleTo(_nodes.Count - 1);
                }

                Follow(node, going, switched);
            }

            arriving = switched;
        }

        return null;
    }

    public void Dispose()
    {
        _states.Dispose();
        _successors.Dispose();
    }

    private void Follow(Node node, Queue<Node> going, Queue<Node> switched)
    {
        int words = _expander.Layout.Words;
        for (int i = 0; i < _successors.Count; i++)
        {
            ulong* state = _successors.State(i);
            int number = _states.Add(state, StateStore.Hash(state, words), node.State, out _);
            int process = SuccessorBuffer.ProcessOf(_successors.Actions[i]);
            if (!_visited.Contains((number, process)))
            {
                var next = new Node(
                    number,
                    process,
                    SuccessorBuffer.OutcomeOf(_successors.Actions[i]),
                    _nodes.Count - 1,
                    node.Steps + 1
                );
                (process == node.Process || node.Process < 0 ? going : switched).Enqueue(next);
            }
        }
    }

    private int AddInitialState()
    {
        int words = _expander.Layout.Words;
        new Span<ulong>(_successors.State(0), words).Clear();
        return _states.Add(_successors.State(0), StateStore.Hash(_successors.State(0), words), -1, out _);
    }

    private void Expand(int number)
    {
        _successors.Reset(_expander.Layout.Words);
        if (_model.Composition.FailedClaim(_expander.Layout, _states[number]) is not null)
        {
            return;
        }

        while (!_expander.Expand(_states[number], number, _successors))
        {
            var before = _expander.Widen();
            _states.Repack(before, _expander.Layout);
            _successors.Reset(_expander.Layout.Words);
        }
    }

    private Schedule ScheduleTo(int last)
    {
        var steps = new List<ScheduleStep>();
        for (var node = _nodes[last]; node.Before >= 0; node = _nodes[node.Before])
        {
            steps.Add(new ScheduleStep(node.Process, node.Outcome));
        }

        steps.Reverse();
        return new Schedule(Sequence<ScheduleStep>.Of([.. steps]));
    }

    private readonly record struct Node(int State, int Process, int Outcome, int Before, int Steps);
}
