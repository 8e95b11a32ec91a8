using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Flow;

/// <summary>
/// Live registers and flags before each instruction of a flow graph: what some path may read before it is replaced. The
/// least solution of the usual backward equations, with everything live before an indirect transfer and before bytes
/// that cannot be executed.
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
    public LiveSet Before(ulong address) => _before.TryGetValue(address, out var live) ? live : LiveSet.Everything;

    private void Solve()
    {
        Dictionary<ulong, List<ulong>> predecessors = [];
        foreach (ulong address in _graph.Reached.Keys)
        {
            _before[address] = default;
            foreach (ulong successor in _graph.Successors(address))
            {
                if (!predecessors.TryGetValue(successor, out var known))
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
            var live = Compute(address);
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
            after.Flags & ~instruction.FlagsReplaced | instruction.FlagsRead & CpuFlags.Tracked
        );
        return through | _always;
    }
}

/// <summary>
/// Registers and flags whose values may still matter at some point of a guest's code; all others may be forgotten
/// there.
/// </summary>
/// <param name="Registers">The general registers.</param>
/// <param name="Flags">Of <see cref="CpuFlags.Tracked"/>; the other flags always matter.</param>
public readonly record struct LiveSet(RegisterSet Registers, CpuFlags Flags)
{
    /// <summary>Nothing may be forgotten.</summary>
    public static readonly LiveSet Everything = new(RegisterSet.All, CpuFlags.Tracked);

    /// <summary>What is in either set.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another.</param>
    public static LiveSet operator |(LiveSet left, LiveSet right) =>
        new(left.Registers | right.Registers, left.Flags | right.Flags);

    /// <summary>The state with every register and flag that does not matter set to zero.</summary>
    /// <param name="cpu">A state at the point that the set belongs to.</param>
    public CpuState Mask(in CpuState cpu) =>
        cpu with
        {
            Registers = cpu.Registers.Keep(Registers),
            Flags = cpu.Flags & (Flags | ~CpuFlags.Tracked),
        };
}
