using System.Collections.Immutable;
using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Input;

namespace Model.Guests.X86.Flow;

/// <summary>
/// A guest's code as it can run from given entries: its instructions, where control may go, and what is live where.
/// Static analysis of the image: an execution that leaves what is allowed must be refused, because liveness was then
/// not right.
/// </summary>
public sealed class GuestProgram
{
    private readonly GuestDecoder _decoder;
    private readonly FlowGraph _graph;
    private readonly Liveness _liveness;
    private readonly ImmutableArray<ulong> _entries;

    /// <summary>
    /// Analyses the code that can be reached. Bytes there that cannot be executed are no error until an execution gets
    /// to them.
    /// </summary>
    /// <param name="image">The guest.</param>
    /// <param name="entries">Where the CPUs start.</param>
    /// <param name="observed">Registers that something besides the code looks at, such as a property: live
    /// everywhere.</param>
    public GuestProgram(GuestImage image, IEnumerable<ulong> entries, RegisterSet observed = RegisterSet.None)
    {
        _decoder = new GuestDecoder(image);
        _entries = [.. entries];
        _graph = new FlowGraph(_decoder, _entries);
        _liveness = new Liveness(_graph, observed);
    }

    /// <summary>The guest.</summary>
    public GuestImage Image => _decoder.Image;

    /// <summary>The mode that the guest runs in.</summary>
    public CpuMode Mode => Image.Mode;

    /// <summary>
    /// Addresses of the instructions that the analysis reached, in order, without those that cannot be executed.
    /// </summary>
    public IEnumerable<ulong> Addresses =>
        _graph.Reached.Where(entry => entry.Value is not null).Select(entry => entry.Key);

    /// <summary>The instructions at <see cref="Addresses"/>, with the symbols that lie there.</summary>
    public IReadOnlyList<CodeLine> Listing =>
        [
            .. Addresses.Select(address => new CodeLine(
                address,
                Image.Symbols.LastOrDefault(symbol => symbol.Address == address)?.Name ?? "",
                At(address).Text
            )),
        ];

    /// <summary>
    /// The instructions that the CPUs can come to, once all that they do was explored: those that the analysis reached,
    /// those that were executed although it did not reach them, and what can be reached from there.
    /// </summary>
    internal IEnumerable<GuestInstruction> Explored
    {
        get
        {
            var unforeseen = _decoder.Decoded.Where(address => !_graph.Reached.ContainsKey(address)).ToList();
            var graph = unforeseen.Count == 0 ? _graph : new FlowGraph(_decoder, _entries.Concat(unforeseen));
            return graph.Reached.Values.OfType<GuestInstruction>();
        }
    }

    /// <summary>The instructions that the analysis reaches from an entry, each once.</summary>
    internal IEnumerable<GuestInstruction> ReachedFrom(ulong entry)
    {
        HashSet<ulong> seen = [entry];
        Queue<ulong> waiting = new(seen);
        while (waiting.TryDequeue(out ulong address))
        {
            if (_graph.Reached.GetValueOrDefault(address) is { } instruction)
            {
                yield return instruction;
            }

            foreach (ulong next in _graph.Successors(address).Where(seen.Add))
            {
                waiting.Enqueue(next);
            }
        }
    }

    /// <summary>The instruction at an address, reached or not; the same object every time.</summary>
    /// <param name="address">Address of the first byte.</param>
    /// <exception cref="UnsupportedInstructionException">There is no code, no valid instruction, or one that the model
    /// does not execute.</exception>
    public GuestInstruction At(ulong address) => _decoder.At(address);

    /// <summary>
    /// Whether liveness is right although control goes from one instruction to another: the analysis foresaw it, or
    /// took nothing for dead before the first, as before an indirect jump, so that all that the second may need is
    /// there. False must end the run: see the class.
    /// </summary>
    /// <param name="from">Address of an executed instruction.</param>
    /// <param name="to">RIP after it.</param>
    public bool Allows(ulong from, ulong to) => Foresees(from, to) || LiveBefore(from) == LiveSet.Everything;

    /// <summary>Whether the analysis knew that control may go from one instruction to another.</summary>
    /// <param name="from">Address of an executed instruction.</param>
    /// <param name="to">RIP after it.</param>
    public bool Foresees(ulong from, ulong to) => _graph.Successors(from).Contains(to);

    /// <summary>
    /// Registers and flags whose values before an instruction may matter. The stack pointer always does, except where
    /// the CPU stops; before HLT, UD2 and INT3 only the observed registers do.</summary>
    /// <param name="address">Address of the instruction; everything is live at one that was not reached.</param>
    public LiveSet LiveBefore(ulong address) => _liveness.Before(address);

    /// <summary>The state with everything that is dead at its RIP set to zero.</summary>
    /// <param name="cpu">The CPU between two instructions.</param>
    public CpuState Mask(in CpuState cpu) => LiveBefore(cpu.Rip).Mask(cpu);
}
