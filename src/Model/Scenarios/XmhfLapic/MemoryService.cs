using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// The memory as an actor that serves the emulators of all CPUs, one request at a time. So each request is one step to
/// the emulators; an instruction of several requests is not, and CPUs that execute natively do not ask at all.
/// </summary>
public abstract class MemoryService : Machine
{
    private readonly Mailbox<MemoryRequest> _requests = new("memory requests");
    private readonly IReadOnlyList<Mailbox<MemoryAnswer>> _answers;
    private readonly bool _testsLink;
    private readonly bool _breaksLinks;

    /// <summary>Makes the memory of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    protected MemoryService(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _answers =
        [
            .. Enumerable
                .Range(0, Cpus)
                .Select(cpu => new Mailbox<MemoryAnswer>(FormattableString.Invariant($"data{cpu}"))),
        ];
        _testsLink = setup.Has(Part.LinkTest);
        _breaksLinks = setup.Has(Part.LinkBreak);
    }

    /// <summary>One bit for each CPU whose linked read nobody has written over since.</summary>
    protected Word Links { get; } = new("links");

    /// <summary>Reads what lies in one page.</summary>
    /// <param name="operand">What to read.</param>
    [Overridable("access_memory_gv, access_special_memory: read", "the memory reads what lies in one page")]
    protected virtual async Step<MemoryAnswer> ServeRead(Operand operand) =>
        new(true, await operand.Pieces[0].Word.Load().In(Routine(operand)));

    /// <summary>Writes what lies in one page.</summary>
    /// <param name="instruction">What to write, and where.</param>
    [Overridable("access_memory_gv, access_special_memory: write", "the memory writes what lies in one page")]
    protected virtual async Step<MemoryAnswer> ServeWrite(Instruction instruction)
    {
        await instruction.Operand.Pieces[0].Word.Store(instruction.Value).In(Routine(instruction.Operand));
        return new(true);
    }

    /// <summary>Writes what lies in one page when it still holds what was read.</summary>
    /// <param name="instruction">What to expect, what to write, and where.</param>
    [Overridable(
        "access_memory_gv: compare-exchange (a design)",
        "the memory writes what lies in one page when it still holds what was read"
    )]
    protected virtual async Step<MemoryAnswer> ServeCompareExchange(Instruction instruction)
    {
        ulong seen = await instruction.Operand.Pieces[0].Word.CompareExchange(instruction.Expected, instruction.Value);
        return new(seen == instruction.Expected, seen);
    }

    /// <summary>Executes an instruction on a mapping of its pages.</summary>
    /// <param name="instruction">The instruction.</param>
    [Overridable(
        "access_memory_gv: mapping (a design)",
        "the memory executes the locked instruction itself on a mapping of its pages"
    )]
    protected virtual async Step<MemoryAnswer> ServeExecute(Instruction instruction) =>
        new(true, await new LockedExecution(instruction));

    /// <summary>Reads, and remembers who has.</summary>
    /// <param name="cpu">The CPU whose emulator asks.</param>
    /// <param name="operand">What to read.</param>
    [Overridable("access_memory_gv: load-linked (a design)", "the memory reads, and remembers who has")]
    protected virtual async Step<MemoryAnswer> ServeReadLinked(int cpu, Operand operand)
    {
        await Links.Modify(WordFunction.Or, 1UL << cpu);
        return await ServeRead(operand);
    }

    /// <summary>Writes when nobody has written since the linked read.</summary>
    /// <param name="cpu">The CPU whose emulator asks.</param>
    /// <param name="instruction">What to write, and where.</param>
    [Overridable(
        "access_memory_gv: store-conditional (a design)",
        "the memory writes when nobody has written since the linked read"
    )]
    protected virtual async Step<MemoryAnswer> ServeWriteConditional(int cpu, Instruction instruction)
    {
        ulong links = await Links.Load();
        if (_testsLink && (links >> cpu & 1) == 0)
        {
            return new(false);
        }

        for (int i = 0; i < instruction.Operand.Pieces.Count; i++)
        {
            await instruction
                .Operand.Pieces[i]
                .Word.Store(instruction.Operand.PartOf(instruction.Value, i))
                .In(Routine(instruction.Operand));
        }

        if (_breaksLinks)
        {
            await Links.Store(0);
        }

        return new(true);
    }

    /// <summary>Asks the memory, for the emulator of a CPU.</summary>
    private protected async Step<MemoryAnswer> Ask(int cpu, MemoryRequestKind kind, Instruction instruction)
    {
        await _requests.Send(new MemoryRequest(cpu, kind, instruction));
        return await _answers[cpu].Receive();
    }

    /// <summary>The memory's process.</summary>
    private protected async Step RunMemory()
    {
        while (true)
        {
            var request = await _requests.Receive();
            var answer = await Serve(request);
            await _answers[request.Cpu].Send(answer);
        }
    }

    private Step<MemoryAnswer> Serve(MemoryRequest request) =>
        request.Kind switch
        {
            MemoryRequestKind.Read => ServeRead(request.Instruction.Operand),
            MemoryRequestKind.Write => ServeWrite(request.Instruction),
            MemoryRequestKind.CompareExchange => ServeCompareExchange(request.Instruction),
            MemoryRequestKind.ReadLinked => ServeReadLinked(request.Cpu, request.Instruction.Operand),
            MemoryRequestKind.WriteConditional => ServeWriteConditional(request.Cpu, request.Instruction),
            _ => ServeExecute(request.Instruction),
        };

    private static string Routine(Operand operand) => operand.IsLapic ? "access_special_memory" : "access_memory_gv";
}

/// <summary>A message to the memory.</summary>
/// <param name="Cpu">Who asks; the answer goes there.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Instruction">The operand and the values.</param>
internal readonly record struct MemoryRequest(int Cpu, MemoryRequestKind Kind, Instruction Instruction)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            MemoryRequestKind.Read => $"please read {Instruction.Operand}",
            MemoryRequestKind.Write => $"please write {Word.FormatValue(Instruction.Value)} to {Instruction.Operand}",
            MemoryRequestKind.CompareExchange =>
                $"please compare-exchange {Instruction.Operand}, {Word.FormatValue(Instruction.Expected)} -> "
                    + $"{Word.FormatValue(Instruction.Value)}",
            MemoryRequestKind.ReadLinked => $"please read {Instruction.Operand}, linked",
            MemoryRequestKind.WriteConditional =>
                $"please write {Word.FormatValue(Instruction.Value)} to {Instruction.Operand}, if nobody wrote",
            _ => $"please execute {Instruction}",
        };
}

/// <summary>What an emulator can ask of the memory.</summary>
internal enum MemoryRequestKind
{
    /// <summary>Please read; the answer is the data.</summary>
    Read,

    /// <summary>Please write; the answer is that it is written.</summary>
    Write,

    /// <summary>A real locked CMPXCHG on the page.</summary>
    CompareExchange,

    /// <summary>Please read and remember that I did.</summary>
    ReadLinked,

    /// <summary>Please write if nobody has written since my linked read.</summary>
    WriteConditional,

    /// <summary>The real locked instruction on a mapping of all its pages.</summary>
    Execute,
}

/// <summary>A message from the memory.</summary>
/// <param name="IsDone">Whether what was asked took place.</param>
/// <param name="Data">What was read.</param>
public readonly record struct MemoryAnswer(bool IsDone, ulong Data = 0)
{
    /// <inheritdoc/>
    public override string ToString() => IsDone ? $"done, data {Word.FormatValue(Data)}" : "not done";
}

/// <summary>
/// The processor executes an instruction on memory in one step, as it does with every locked one, page crossings
/// included.
/// </summary>
internal sealed record LockedExecution(Instruction Instruction) : Operation<ulong>
{
    public override string Kind => Instruction.ToString();

    public override IReadOnlyList<Access> Footprint =>
        [.. Instruction.Operand.Pieces.Select(piece => Access.Write(piece.Word))];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        var operand = Instruction.Operand;
        ulong seen = operand.ValueIn(states.Of);
        if (!Instruction.Writes(seen))
        {
            outcomes.Add(seen);
            return;
        }

        var changes = new Change[operand.Pieces.Count];
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = operand.Pieces[i].Word.To(operand.PartOf(Instruction.Value, i));
        }

        outcomes.Add(seen, changes);
    }

    protected override string Format(ulong response) => $"read {Word.FormatValue(response)}";
}
