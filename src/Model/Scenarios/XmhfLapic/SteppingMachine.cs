using Model.Objects;
using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// XMHF as it is: an access to the LAPIC page faults, the page is opened onto a shadow page, the processor executes the one instruction with
/// TF set, and the debug exception closes the page and forwards what the shadow holds.
/// </summary>
internal sealed class SteppingMachine : Machine
{
    private readonly IReadOnlyList<Word> _pageTables;
    private readonly IReadOnlyList<Word> _tlbs;
    private readonly IReadOnlyList<Word> _pending;
    private readonly Word _tokensForwarded = new("tokens_forwarded");
    private readonly Word _zeroesForwarded = new("zeroes_forwarded");
    private readonly LapicTest _test;
    private readonly Parts _parts;

    /// <param name="world">Who runs.</param>
    /// <param name="trapsAll">Whether all CPUs are trapped.</param>
    /// <param name="sharesPageTable">Whether all CPUs use one EPT.</param>
    /// <param name="sharesState">Whether what is kept between opening and closing is kept in plain globals.</param>
    /// <param name="test">What is executed.</param>
    /// <param name="parts">What is removed.</param>
    public SteppingMachine(World world, bool trapsAll, bool sharesPageTable, bool sharesState, LapicTest test, Parts parts)
        : base(world, trapsAll)
    {
        _test = test;
        _parts = parts;
        _pageTables = Words("ept", sharesPageTable);
        _tlbs = Words("tlb", isShared: false);
        _pending = Words("g_vmx_lapic_reg", sharesState);
    }

    public override void AddTo(SystemModel model)
    {
        if (_test.LapicAccesses == 0)
        {
            return;
        }

        int zeroes = Enumerable.Range(1, _test.Cpus - 1).Count(Traps) * _test.LapicAccesses;
        model.Observe(_tokensForwarded, _zeroesForwarded)
            .Always(FormattableString.Invariant($"{_test.AllFinished} => tokens_forwarded == {_test.AllTokens} && zeroes_forwarded == {zeroes}"));
    }

    public override async Step<Emulation> Execute(int cpu, Instruction instruction)
    {
        if (!instruction.Operand.IsLapic || !instruction.IsLegal || !Traps(cpu))
        {
            return await ExecuteNatively(cpu, instruction);
        }

        bool isOpen = await new PageWalk(_pageTables[cpu], _tlbs[cpu]);
        Claim.That(!isOpen, "a CPU finds the LAPIC page mapped only while it is opened for that CPU");
        await Open(cpu);
        await new PageWalk(_pageTables[cpu], _tlbs[cpu]).In("single step");
        var executed = await ExecuteNatively(cpu, instruction);
        await Close(cpu, instruction);
        return executed;
    }

    private async Step Open(int cpu)
    {
        await _pending[cpu].Store((ulong)cpu + 1).In("EPT violation");
        await _pageTables[cpu].Store(1).In("EPT violation");
        if (_parts.Has(Part.InveptAtOpen))
        {
            await _tlbs[cpu].Store(0).In("INVEPT");
        }
    }

    private async Step Close(int cpu, Instruction instruction)
    {
        ulong opened = await _pending[cpu].Load().In("debug exception");
        Claim.That(opened == (ulong)cpu + 1, "what was kept when the page was opened is still there when it is closed");
        ulong shadow = await instruction.Operand.Pieces[0].Word.Load().In("g_vmx_virtual_LAPIC_base");
        await (shadow != 0 ? _tokensForwarded.FetchAdd(shadow) : _zeroesForwarded.FetchAdd(1)).In("forward to the LAPIC");
        if (_parts.Has(Part.Closing))
        {
            await _pageTables[cpu].Store(0).In("debug exception");
        }

        if (_parts.Has(Part.InveptAtClose))
        {
            await _tlbs[cpu].Store(0).In("INVEPT");
        }
    }

    private Word[] Words(string name, bool isShared)
    {
        int count = _test.Cpus;
        return isShared
            ? [.. Enumerable.Repeat(new Word(name), count)]
            : [.. Enumerable.Range(0, count).Select(cpu => new Word(FormattableString.Invariant($"{name}{cpu}")))];
    }
}
