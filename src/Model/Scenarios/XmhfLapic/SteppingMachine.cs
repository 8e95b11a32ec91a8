using Model.Input;
using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// XMHF as it is: an access to the LAPIC page faults, the page is opened onto a shadow page, the processor executes the
/// one instruction with TF set, and the debug exception closes the page and forwards what the shadow holds.
/// </summary>
public class SteppingMachine : Machine
{
    private readonly Word _tokensForwarded = new("tokens_forwarded");
    private readonly Word _zeroesForwarded = new("zeroes_forwarded");
    private readonly bool _flushesAtOpen;
    private readonly bool _flushesAtClose;
    private readonly bool _closes;

    /// <summary>Makes the machine of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public SteppingMachine(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        bool sharesPageTable = setup.Settings.Word("ept") == "shared";
        if (sharesPageTable && setup.Settings.Word("trapped") != "all")
        {
            throw new InputException("with one EPT for all, every CPU is trapped", "leave trapped at all");
        }

        PageTables = Words("ept", sharesPageTable);
        Tlbs = Words("tlb", isShared: false);
        Pending = Words("g_vmx_lapic_reg", setup.Settings.Word("state") == "global");
        _flushesAtOpen = setup.Has(Part.InveptAtOpen);
        _flushesAtClose = setup.Has(Part.InveptAtClose);
        _closes = setup.Has(Part.Closing);
    }

    /// <summary>For each CPU whether its EPT maps the page; one word when all share it.</summary>
    protected IReadOnlyList<Word> PageTables { get; }

    /// <summary>For each CPU whether its TLB does.</summary>
    protected IReadOnlyList<Word> Tlbs { get; }

    /// <summary>
    /// What is kept from opening to closing: for whom the page is open; one word when that is a plain global.
    /// </summary>
    protected IReadOnlyList<Word> Pending { get; }

    /// <inheritdoc/>
    private protected override void AddParts(SystemModel model)
    {
        if (Test.LapicAccesses == 0)
        {
            return;
        }

        int zeroes = Enumerable.Range(1, Test.Cpus - 1).Count(Traps) * Test.LapicAccesses;
        model
            .Observe(_tokensForwarded, _zeroesForwarded)
            .Always(
                FormattableString.Invariant(
                    $"{Test.AllFinished} => tokens_forwarded == {Test.AllTokens} && zeroes_forwarded == {zeroes}"
                )
            );
    }

    /// <inheritdoc/>
    protected sealed override async Step<Emulation> Execute(int cpu, Instruction instruction)
    {
        if (!instruction.Operand.IsLapic || !instruction.IsLegal || !Traps(cpu))
        {
            return await ExecuteNatively(cpu, instruction);
        }

        bool isOpen = await new PageWalk(PageTables[cpu], Tlbs[cpu]);
        Claim.That(!isOpen, "a CPU finds the LAPIC page mapped only while it is opened for that CPU");
        await Open(cpu);
        await new PageWalk(PageTables[cpu], Tlbs[cpu]).In("single step");
        var executed = await ExecuteNatively(cpu, instruction);
        await Close(cpu, instruction);
        return executed;
    }

    /// <summary>Opens the page for a CPU whose access has faulted.</summary>
    /// <param name="cpu">The CPU's number.</param>
    [Overridable("the handler of EPT violations", "opens the page onto the shadow page, for the one instruction")]
    protected virtual async Step Open(int cpu)
    {
        await Pending[cpu].Store((ulong)cpu + 1).In("EPT violation");
        await PageTables[cpu].Store(1).In("EPT violation");
        if (_flushesAtOpen)
        {
            await Tlbs[cpu].Store(0).In("INVEPT");
        }
    }

    /// <summary>Forwards what the shadow page holds, and closes the page.</summary>
    /// <param name="cpu">The CPU's number.</param>
    /// <param name="instruction">The instruction that was executed.</param>
    [Overridable(
        "the handler of debug exceptions",
        "forwards what the shadow page holds to the LAPIC, and closes the page"
    )]
    protected virtual async Step Close(int cpu, Instruction instruction)
    {
        await Forward(cpu, instruction);
        if (_closes)
        {
            await PageTables[cpu].Store(0).In("debug exception");
        }

        if (_flushesAtClose)
        {
            await Tlbs[cpu].Store(0).In("INVEPT");
        }
    }

    /// <summary>Forwards what the shadow page holds to the LAPIC.</summary>
    /// <inheritdoc cref="Close"/>
    protected async Step Forward(int cpu, Instruction instruction)
    {
        ulong opened = await Pending[cpu].Load().In("debug exception");
        Claim.That(opened == (ulong)cpu + 1, "what was kept when the page was opened is still there when it is closed");
        ulong shadow = await instruction.Operand.Pieces[0].Word.Load().In("g_vmx_virtual_LAPIC_base");
        await (shadow != 0 ? _tokensForwarded.FetchAdd(shadow) : _zeroesForwarded.FetchAdd(1)).In(
            "forward to the LAPIC"
        );
    }

    private Word[] Words(string name, bool isShared)
    {
        int count = Cpus;
        return isShared
            ? [.. Enumerable.Repeat(new Word(name), count)]
            : [.. Enumerable.Range(0, count).Select(cpu => new Word(FormattableString.Invariant($"{name}{cpu}")))];
    }
}

/// <summary>
/// A CPU translates the address of the LAPIC page: from its TLB, else from the EPT, which fills the TLB when the page
/// is mapped.
/// </summary>
internal sealed record PageWalk(Word PageTable, Word Tlb) : Operation<bool>
{
    public override string Kind => "translate";

    public override IReadOnlyList<Access> Footprint => [Access.Read(PageTable), Access.Write(Tlb)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (states.Of(Tlb) != 0 || states.Of(PageTable) != 0)
        {
            outcomes.Add(true, Tlb.To(1));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "mapped" : "EPT violation";
}
