using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>A guest program: what each CPU executes, and where its operands lie.</summary>
internal sealed class LapicTest
{
    private readonly int _tokens;
    private readonly IReadOnlyList<Word> _registers;
    private readonly Word _cell = new("cell", 0, 4);
    private readonly Word _quadword = new("quadword");
    private readonly Sequence<Word> _ring = Sequence<Word>.Of(
        new Word("frame0_ffc", 0, 4),
        new Word("frame1_000", 0, 4),
        new Word("frame1_ffc", 0, 4),
        new Word("frame0_000", 0, 4)
    );

    /// <param name="name">A value of the parameter <c>test</c>.</param>
    /// <param name="tokens">Rounds of an exchange test.</param>
    /// <param name="sharesRegister">For each CPU whether its accesses to the LAPIC page meet those of others in one
    /// register.</param>
    public LapicTest(string name, int tokens, Func<int, bool> sharesRegister)
    {
        Name = name;
        _tokens = tokens;
        Cpus = name == "ring-neighbours" ? 3 : 2;
        var sharedRegister = new Word("register", 0, 4);
        _registers =
        [
            .. Enumerable
                .Range(0, Cpus)
                .Select(cpu =>
                    sharesRegister(cpu) ? sharedRegister : new Word(FormattableString.Invariant($"register{cpu}"), 0, 4)
                ),
        ];
        Seen = [.. Enumerable.Range(0, Cpus).Select(cpu => new Word(FormattableString.Invariant($"seen{cpu}")))];
    }

    /// <summary>The test's name.</summary>
    public string Name { get; }

    /// <summary>How many CPUs take part.</summary>
    public int Cpus { get; }

    /// <summary>What each CPU's instructions read, all added up.</summary>
    public IReadOnlyList<Word> Seen { get; }

    /// <summary>Whether each CPU exchanges tokens several times; otherwise it executes one instruction.</summary>
    public bool IsExchange => Name is "lapic" or "ram";

    /// <summary>That every CPU has come to its end, as an expression.</summary>
    public string AllFinished =>
        string.Join(
            " && ",
            Enumerable.Range(0, Cpus).Select(cpu => FormattableString.Invariant($"finished(cpu{cpu})"))
        );

    /// <summary>All tokens that CPU 0 puts into the cell, added up.</summary>
    public int AllTokens => (1 << _tokens) - 1;

    /// <summary>How often each CPU exchanges something in the LAPIC page.</summary>
    public int LapicAccesses => Name == "lapic" ? _tokens : 0;

    /// <summary>What a CPU executes, again and again in an exchange test.</summary>
    public Instruction InstructionOf(int cpu) =>
        Name switch
        {
            "lapic" => new Instruction(InstructionKind.Exchange, Lapic(cpu), cpu == 0 ? 1UL : 0),
            "ram" => new Instruction(InstructionKind.Exchange, Dword(_cell, 0), cpu == 0 ? 1UL : 0),
            "mov" => new Instruction(cpu == 0 ? InstructionKind.Store : InstructionKind.Load, Lapic(cpu), 1),
            "ram-8" => Compare(Dword(_quadword, 0), cpu),
            "ring-forward" => Compare(Crossing(0), cpu),
            "ring-reverse" => Compare(Crossing(2), cpu),
            "ring-both" => Compare(Crossing(2 * cpu), cpu),
            "ring-neighbours" when cpu > 0 => new Instruction(
                InstructionKind.Exchange,
                Dword(_ring[cpu - 1], cpu - 1),
                (ulong)cpu + 1
            ),
            _ => Compare(Crossing(0), cpu),
        };

    /// <summary>The memory that the test uses.</summary>
    public IReadOnlyList<Word> Memory =>
        [
            .. Enumerable
                .Range(0, Cpus)
                .SelectMany(cpu => InstructionOf(cpu).Operand.Pieces.Select(piece => piece.Word))
                .Distinct(),
        ];

    /// <summary>What a CPU does from start to end.</summary>
    public async Step Run(Machine machine, int cpu)
    {
        var instruction = InstructionOf(cpu);
        if (Name == "mov")
        {
            var segment = await Choice.Of<SegmentAccess>([.. SegmentAccess.Edges]);
            instruction = instruction with { Segment = segment };
            var moved = await machine.Run(cpu, instruction);
            Claim.That(
                instruction.IsLegal == (moved.Result == EmulationResult.Retired),
                "a MOV raises #GP exactly when its segment does not allow it"
            );
            return;
        }

        ulong seen = 0;
        for (int i = 0; i < (IsExchange ? _tokens : 1); i++)
        {
            // Tokens differ, so that one that is lost cannot make up for another that is received twice.
            var executed = await machine.Run(
                cpu,
                instruction.Value == 0 ? instruction : instruction with { Value = instruction.Value << i }
            );
            seen += executed.Seen;
        }

        await Seen[cpu].Store(seen);
    }

    /// <summary>Adds the goal, and what must be true of the outcome.</summary>
    public void AddProperties(SystemModel model)
    {
        model.Goal(AllFinished);
        if (IsExchange)
        {
            IReadOnlyList<Word> words = [.. Seen, .. Memory];
            model.Observe([.. words]);
            model.Always(
                FormattableString.Invariant(
                    $"{AllFinished} => {string.Join(" + ", words.Select(word => word.Name))} == {AllTokens}"
                )
            );
        }
        else if (Name != "mov")
        {
            AddAtomicity(model, new AtomicOutcomes(this));
        }
    }

    private static Operand Dword(Word word, int frame) => new(Sequence<Fragment>.Of(new Fragment(word, frame)));

    private static Instruction Compare(Operand operand, int cpu)
    {
        ulong half = (ulong)cpu + 1;
        return new Instruction(InstructionKind.CompareExchange, operand, Operand.At(half, 0) | Operand.At(half, 1));
    }

    private Operand Lapic(int cpu) => Dword(_registers[cpu], 0) with { IsLapic = true };

    private Operand Crossing(int first) =>
        new(
            Sequence<Fragment>.Of(new Fragment(_ring[first], first / 2), new Fragment(_ring[first + 1], 1 - first / 2))
        );

    private static void AddAtomicity(SystemModel model, AtomicOutcomes atomic) =>
        model.Always(
            "the outcome is that of indivisible instructions",
            states =>
                !model
                    .Processes.Where(process => !process.IsBackground)
                    .All(process => states.HasFinished(process.Name)) || atomic.Include(states)
        );
}
