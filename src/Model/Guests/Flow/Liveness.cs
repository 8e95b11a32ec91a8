namespace Model.Guests;

/// <summary>
/// Live registers and flags before each instruction of a flow graph: what some path may read before it is replaced. The least solution of
/// the usual backward equations, with everything live before an indirect transfer and before bytes that cannot be executed.
/// </summary>
internal sealed class Liveness
{
    private readonly FlowGraph _graph;
    private readonly LiveSet _always;
    private readonly Dictionary<ulong, LiveSet> _before = [];

    /// <summary>Solves the equations.</summary>
    /// <param name="graph">The code.</param>
    /// <param name="observed">Registers that something besides the code looks at: live everywhere.</param>
    public Liveness(FlowGraph graph, RegisterSet observed)
    {
        _graph = graph;
        _always = new LiveSet(observed, CpuFlags.None);
        Solve();
    }

    /// <summary>What is live before the instruction at an address; everything when it was not reached.</summary>
    public LiveSet Before(ulong address) => _before.TryGetValue(address, out LiveSet live) ? live : LiveSet.Everything;

    private void Solve()
    {
        Dictionary<ulong, List<ulong>> predecessors = [];
        foreach (ulong address in _graph.Reached.Keys)
        {
            _before[address] = default;
            foreach (ulong successor in _graph.Successors(address))
            {
                if (!predecessors.TryGetValue(successor, out List<ulong>? known))
                {
                    predecessors[successor] = known = [];
                }

                known.Add(address);
            }
        }

        // Facts flow backwards, so the last instruction is looked at first. The solution does not depend on the order.
        Stack<ulong> waiting = new(_graph.Reached.Keys);
        while (waiting.TryPop(out ulong address))
        {
            LiveSet live = Compute(address);
            if (live != _before[address])
            {
                _before[address] = live;
                foreach (ulong predecessor in predecessors.GetValueOrDefault(address) ?? [])
                {
                    waiting.Push(predecessor);
                }
            }
        }
    }

    private LiveSet Compute(ulong address)
    {
        if (_graph.Reached[address] is not { } instruction || FlowGraph.IsIndirect(instruction))
        {
            return LiveSet.Everything;
        }

        if (instruction.Mnemonic is Mnemonic.Hlt or Mnemonic.Ud2 or Mnemonic.Int3)
        {
            return _always;
        }

        LiveSet after = default;
        foreach (ulong successor in _graph.Successors(address))
        {
            after |= _before[successor];
        }

        LiveSet through = new(
            after.Registers & ~instruction.RegistersReplaced | instruction.RegistersRead | RegisterSet.Rsp,
            after.Flags & ~instruction.FlagsReplaced | instruction.FlagsRead & CpuFlags.Tracked);
        return through | _always;
    }
}
