using System.Collections.Immutable;
using Model.Guests.X86.Decoding;

namespace Model.Guests.X86.Flow;

/// <summary>
/// The instructions that can be reached from a guest's entries by recursive descent, and where control may go from
/// each. A call goes to its callee only; a return goes to the return sites of every call to a function that contains
/// it, where a function is what its entry reaches without entering the functions it calls. An indirect jump or call
/// goes to every known function and every address that the data names, or a table that the code names.
/// </summary>
internal sealed class FlowGraph
{
    private readonly GuestDecoder _decoder;
    private readonly SortedDictionary<ulong, GuestInstruction?> _reached = [];
    private readonly SortedSet<ulong> _functions = [];
    private readonly Lazy<Dictionary<ulong, ImmutableArray<ulong>>> _successors;

    public FlowGraph(GuestDecoder decoder, IEnumerable<ulong> entries)
    {
        _decoder = decoder;
        foreach (ulong entry in entries)
        {
            _functions.Add(entry);
        }

        Discover();
        DiscoverIndirectly();
        _successors = new(AllSuccessors);
    }

    /// <summary>Every reached address in order; <c>null</c> stands for bytes that cannot be executed.</summary>
    public IReadOnlyDictionary<ulong, GuestInstruction?> Reached => _reached;

    /// <summary>Where control may go from an address; nothing for one that was not reached.</summary>
    public ImmutableArray<ulong> Successors(ulong address) =>
        _successors.Value.TryGetValue(address, out var found) ? found : [];

    /// <summary>Whether the instruction takes its target from a register or from memory.</summary>
    public static bool IsIndirect(GuestInstruction instruction) =>
        instruction.Mnemonic is Mnemonic.Jmp or Mnemonic.Call && instruction.Target is null;

    private Dictionary<ulong, ImmutableArray<ulong>> AllSuccessors()
    {
        var returnSites = ReturnSites();
        return _reached.ToDictionary(
            reached => reached.Key,
            reached => reached.Value is { } instruction ? Targets(instruction, returnSites) : []
        );
    }

    private void Discover()
    {
        SortedSet<ulong> waiting = [.. _functions];
        while (waiting.Count > 0)
        {
            ulong address = waiting.Min;
            waiting.Remove(address);
            if (_reached.ContainsKey(address))
            {
                continue;
            }

            _reached[address] = _decoder.TryAt(address, out var instruction) ? instruction : null;
            if (instruction is { Mnemonic: Mnemonic.Call, Target: { } callee })
            {
                _functions.Add(callee);
                waiting.Add(callee);
            }

            if (instruction is not null)
            {
                waiting.UnionWith(WithinFunction(instruction));
            }
        }
    }

    // Code that is reached through one table may name another.
    private void DiscoverIndirectly()
    {
        if (!_reached.Values.Any(instruction => instruction is not null && IsIndirect(instruction)))
        {
            return;
        }

        _functions.UnionWith(IndirectTargets.Of(_decoder.Image));
        int known;
        do
        {
            Discover();
            known = _functions.Count;
            _functions.UnionWith(
                IndirectTargets.InTablesOf(_decoder.Image, _reached.Values.OfType<GuestInstruction>())
            );
        } while (_functions.Count > known);
    }

    // Where control goes next while calls are stepped over.
    private IEnumerable<ulong> WithinFunction(GuestInstruction instruction) =>
        instruction.Mnemonic switch
        {
            Mnemonic.Ret or Mnemonic.Hlt or Mnemonic.Ud2 or Mnemonic.Int3 => [],
            Mnemonic.Jmp => instruction.Target is { } target ? [target] : _functions,
            Mnemonic.Call => [instruction.Next],
            _ when instruction.Target is { } target => [instruction.Next, target],
            _ when instruction.Repeat != Repeat.None => [instruction.Next, instruction.Address],
            _ => [instruction.Next],
        };

    /// <summary>For each return, the instructions after the calls that it may end.</summary>
    private Dictionary<ulong, SortedSet<ulong>> ReturnSites()
    {
        var callers = _functions.ToDictionary(
            function => function,
            _ => new SortedSet<ulong>()
        );
        foreach (var instruction in _reached.Values)
        {
            if (instruction is { Mnemonic: Mnemonic.Call })
            {
                IEnumerable<ulong> callees = instruction.Target is { } target ? [target] : _functions;
                foreach (ulong callee in callees)
                {
                    callers[callee].Add(instruction.Next);
                }
            }
        }

        Dictionary<ulong, SortedSet<ulong>> sites = [];
        foreach (ulong function in _functions.Where(function => callers[function].Count > 0))
        {
            foreach (ulong address in Returns(function))
            {
                if (!sites.TryGetValue(address, out var known))
                {
                    sites[address] = known = [];
                }

                known.UnionWith(callers[function]);
            }
        }

        return sites;
    }

    private List<ulong> Returns(ulong function)
    {
        List<ulong> returns = [];
        HashSet<ulong> seen = [function];
        Stack<ulong> waiting = new([function]);
        while (waiting.TryPop(out ulong address))
        {
            if (_reached[address] is not { } instruction)
            {
                continue;
            }

            if (instruction.Mnemonic == Mnemonic.Ret)
            {
                returns.Add(address);
            }

            foreach (ulong next in WithinFunction(instruction).Where(seen.Add))
            {
                waiting.Push(next);
            }
        }

        return returns;
    }

    private ImmutableArray<ulong> Targets(
        GuestInstruction instruction,
        Dictionary<ulong, SortedSet<ulong>> returnSites
    ) =>
        instruction.Mnemonic switch
        {
            Mnemonic.Ret => returnSites.TryGetValue(instruction.Address, out var sites) ? [.. sites] : [],
            Mnemonic.Call => instruction.Target is { } target ? [target] : [.. _functions],
            _ => [.. WithinFunction(instruction)],
        };
}
