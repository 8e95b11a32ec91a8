using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// The memory as an actor that serves the emulators of all CPUs, one request at a time. So each request is one step to the emulators; an
/// instruction of several requests is not, and CPUs that execute natively do not ask at all.
/// </summary>
internal sealed class MemoryService
{
    private readonly Word _links = new("links");
    private readonly IReadOnlyList<Mailbox<MemoryAnswer>> _answers;
    private readonly Parts _parts;

    public MemoryService(int cpus, Parts parts)
    {
        _answers = [.. Enumerable.Range(0, cpus).Select(cpu => new Mailbox<MemoryAnswer>(FormattableString.Invariant($"data{cpu}")))];
        _parts = parts;
    }

    /// <summary>Where requests go.</summary>
    public Mailbox<MemoryRequest> Requests { get; } = new("memory requests");

    /// <summary>Where the answers to a CPU's emulator arrive.</summary>
    public Mailbox<MemoryAnswer> AnswersTo(int cpu) => _answers[cpu];

    public async Step Run()
    {
        while (true)
        {
            var request = await Requests.Receive();
            var answer = await Serve(request);
            await _answers[request.Cpu].Send(answer);
        }
    }

    private Step<MemoryAnswer> Serve(MemoryRequest request) => request.Kind switch
    {
        MemoryRequestKind.Read => Read(request.Instruction.Operand),
        MemoryRequestKind.Write => Write(request.Instruction),
        MemoryRequestKind.CompareExchange => CompareExchange(request.Instruction),
        MemoryRequestKind.ReadLinked => ReadLinked(request.Cpu, request.Instruction.Operand),
        MemoryRequestKind.WriteConditional => WriteConditional(request.Cpu, request.Instruction),
        _ => Execute(request.Instruction),
    };

    private static async Step<MemoryAnswer> Read(Operand operand) => new(true, await operand.Pieces[0].Word.Load().In(Routine(operand)));

    private static async Step<MemoryAnswer> Write(Instruction instruction)
    {
        await instruction.Operand.Pieces[0].Word.Store(instruction.Value).In(Routine(instruction.Operand));
        return new(true);
    }

    private static async Step<MemoryAnswer> CompareExchange(Instruction instruction)
    {
        ulong seen = await instruction.Operand.Pieces[0].Word.CompareExchange(instruction.Expected, instruction.Value);
        return new(seen == instruction.Expected, seen);
    }

    private static async Step<MemoryAnswer> Execute(Instruction instruction) => new(true, await new LockedExecution(instruction));

    private async Step<MemoryAnswer> ReadLinked(int cpu, Operand operand)
    {
        await _links.Modify(WordFunction.Or, 1UL << cpu);
        return await Read(operand);
    }

    private async Step<MemoryAnswer> WriteConditional(int cpu, Instruction instruction)
    {
        ulong links = await _links.Load();
        if (_parts.Has(Part.LinkTest) && (links >> cpu & 1) == 0)
        {
            return new(false);
        }

        for (int i = 0; i < instruction.Operand.Pieces.Count; i++)
        {
            await instruction.Operand.Pieces[i].Word.Store(instruction.Operand.PartOf(instruction.Value, i)).In(Routine(instruction.Operand));
        }

        if (_parts.Has(Part.LinkBreak))
        {
            await _links.Store(0);
        }

        return new(true);
    }

    private static string Routine(Operand operand) => operand.IsLapic ? "access_special_memory" : "access_memory_gv";
}
