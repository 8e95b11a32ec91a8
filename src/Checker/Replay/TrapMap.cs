using System.Collections;
using System.Runtime.InteropServices;
using Checker.Automata;
using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;

namespace Checker.Replay;

/// <summary>
/// Knows of every state that can be reached from some state whether a goal can still be reached from it.
/// </summary>
internal sealed unsafe class TrapMap : IDisposable
{
    private readonly TraceModel _model;
    private readonly ExhaustiveSearch _search;
    private readonly BitArray _trapped;
    private ulong* _packed;

    /// <summary>Explores every state that can be reached.</summary>
    /// <param name="model">The model.</param>
    /// <param name="goal">The goal.</param>
    /// <param name="settings">Limits for the exploration.</param>
    /// <param name="from">Stands where the exploration starts; <c>null</c> for the initial state.</param>
    /// <exception cref="UnfinishedException">The exploration was cut.</exception>
    public TrapMap(TraceModel model, PredicateTable goal, SearchSettings settings, StateCursor? from)
    {
        _model = model;
        _search = new ExhaustiveSearch(
            model.Composition,
            new PropertyMonitor(model.Composition, []),
            settings with
            {
                StopAtFirst = false,
            }
        );
        try
        {
            var statistics = from is null ? _search.Run() : _search.Run(from.Layout, from.State);
            _trapped = statistics.StoppedBy is { } limit
                ? throw new UnfinishedException(
                    $"whether the goal is out of reach is only known once all reachable states are explored; "
                        + $"{limit} came first"
                )
                : Trapped(goal);
        }
        catch (UnfinishedException)
        {
            _search.Dispose();
            throw;
        }

        _packed = (ulong*)NativeMemory.AllocZeroed((nuint)_search.Layout.Words, sizeof(ulong));
    }

    ~TrapMap() => NativeMemory.Free(_packed);

    /// <summary>Whether the goal is out of reach from a state that may be packed in another way.</summary>
    public bool IsTrapped(Layout layout, ulong* state) =>
        NumberOf(layout, state) is var number and >= 0 && _trapped[number];

    /// <summary>
    /// What each process does for ever from where <paramref name="walker"/> stands; <c>null</c> when the goal can be
    /// reached from there.
    /// </summary>
    public TrapEnding? Ending(StateCursor walker) =>
        NumberOf(walker.Layout, walker.State) is var number and >= 0 && _trapped[number]
            ? new TrapExplorer(_search, _model.Composition).Ending(number)
            : null;

    public void Dispose()
    {
        _search.Dispose();
        NativeMemory.Free(_packed);
        _packed = null;
        GC.SuppressFinalize(this);
    }

    private BitArray Trapped(PredicateTable goal)
    {
        using var analysis = new GoalAnalysis(_search);
        return analysis.Trapped(goal);
    }

    private int NumberOf(Layout layout, ulong* state)
    {
        new Span<ulong>(_packed, _search.Layout.Words).Clear();
        for (int slot = 0; slot < Math.Min(layout.Capacity, _search.Layout.Capacity); slot++)
        {
            _search.Layout.Fields[slot].Set(_packed, layout.Fields[slot].In(state));
        }

        return _search.Store.Find(_packed);
    }
}
