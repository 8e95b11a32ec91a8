using Model.Systems;

namespace Model.Guests;

/// <summary>
/// A guest's code as it can run from given entries: its instructions, where control may go, and what is live where. Static analysis of the
/// image: an execution that leaves what it foresaw must be refused, because liveness is then not known to be right.
/// </summary>
public sealed class GuestProgram
{
    private readonly GuestDecoder _decoder;
    private readonly FlowGraph _graph;
    private readonly Liveness _liveness;

    /// <summary>
    /// Analyses the code that can be reached. Bytes there that cannot be executed are no error until an execution gets to them.
    /// </summary>
    /// <param name="image">The guest.</param>
    /// <param name="entries">Where the CPUs start.</param>
    /// <param name="observed">Registers that something besides the code looks at, such as a property: live everywhere.</param>
    public GuestProgram(GuestImage image, IEnumerable<ulong> entries, RegisterSet observed = RegisterSet.None)
    {
        _decoder = new GuestDecoder(image);
        _graph = new FlowGraph(_decoder, entries);
        _liveness = new Liveness(_graph, observed);
    }

    /// <summary>The guest.</summary>
    public GuestImage Image => _decoder.Image;

    /// <summary>The mode that the guest runs in.</summary>
    public CpuMode Mode => Image.Mode;

    /// <summary>Addresses of the instructions that the analysis reached, in order, without those that cannot be executed.</summary>
    public IEnumerable<ulong> Addresses => _graph.Reached.Where(entry => entry.Value is not null).Select(entry => entry.Key);

    /// <summary>The instructions at <see cref="Addresses"/>, with the symbols that lie there.</summary>
    public IReadOnlyList<CodeLine> Listing =>
        [.. Addresses.Select(address => new CodeLine(address, Image.Symbols.LastOrDefault(symbol => symbol.Address == address)?.Name ?? "", At(address).Text))];

    /// <summary>The instruction at an address, reached or not; the same object every time.</summary>
    /// <param name="address">Address of the first byte.</param>
    /// <exception cref="UnsupportedInstructionException">There is no code, no valid instruction, or one that the model does not
    /// execute.</exception>
    public GuestInstruction At(ulong address) => _decoder.At(address);

    /// <summary>
    /// Whether the analysis knew that control may go from one instruction to another. False must end the run: see the class.
    /// </summary>
    /// <param name="from">Address of an executed instruction.</param>
    /// <param name="to">RIP after it.</param>
    public bool Foresees(ulong from, ulong to) => _graph.Successors(from).Contains(to);

    /// <summary>Registers and flags whose values before an instruction may matter. The stack pointer always does, except where the CPU
    /// stops;
    /// before HLT, UD2 and INT3 only the observed registers do.</summary>
    /// <param name="address">Address of the instruction; everything is live at one that was not reached.</param>
    public LiveSet LiveBefore(ulong address) => _liveness.Before(address);

    /// <summary>The state with everything that is dead at its RIP set to zero.</summary>
    /// <param name="cpu">The CPU between two instructions.</param>
    public CpuState Mask(in CpuState cpu) => LiveBefore(cpu.Rip).Mask(cpu);
}
