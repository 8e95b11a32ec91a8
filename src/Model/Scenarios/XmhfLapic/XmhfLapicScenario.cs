using Model.Objects;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// XMHF intercepts the LAPIC page: by opening it for one single-stepped instruction, or by emulating the instruction. Which design keeps
/// locked instructions atomic on that page, on RAM, and on an operand that lies on two pages?
/// </summary>
public sealed class XmhfLapicScenario : Scenario
{
    /// <inheritdoc/>
    public override string Name => "xmhf-lapic";

    /// <inheritdoc/>
    public override string Summary => "XMHF's LAPIC interception: does a locked instruction stay atomic when it is stepped or emulated?";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf(
            "test",
            "XCHG on a LAPIC register or a dword of RAM; CMPXCHG8B within a page, across pages whose frames follow each other in that order (forward) or not "
                + "(reverse), one of each, or with neighbours that exchange its halves; MOV around a segment limit",
            "lapic",
            "ram",
            "ram-8",
            "ring-forward",
            "ring-reverse",
            "ring-both",
            "ring-neighbours",
            "mov"),
        Parameter.OneOf("trapped", "whose accesses leave guest mode: all CPUs', or the first's only while the others execute natively", "all", "first"),
        Parameter.Number("tokens", "XCHG tests: exchanges by each CPU", 2, 1, 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => LapicDesigns.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => XmhfLapicMatrix.Rows;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings) => Build(platform, settings, removed: null);

    /// <summary>Builds a model of a design without one of its parts.</summary>
    internal SystemModel Build(PlatformDescription platform, Settings settings, string? removed)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        return Build(platform, settings, removed, out _);
    }

    /// <summary>Builds a model and tells the test that it runs.</summary>
    internal SystemModel Build(PlatformDescription platform, Settings settings, string? removed, out LapicTest test)
    {
        var builder = new MachineBuilder(platform.Name, settings, new Parts(removed));
        test = new LapicTest(settings.Word("test"), settings.Number("tokens"), builder.SharesRegister);
        var machine = builder.Make(test);
        var model = new SystemModel(Name);
        for (int cpu = 0; cpu < test.Cpus; cpu++)
        {
            AddCpu(model, test, machine, cpu);
        }

        machine.AddTo(model);
        AddProperties(model, test);
        return model;
    }

    private static void AddCpu(SystemModel model, LapicTest test, Machine machine, int cpu) =>
        model.Process(FormattableString.Invariant($"cpu{cpu}"), () => test.Run(machine, cpu));

    private static void AddProperties(SystemModel model, LapicTest test)
    {
        model.Goal(test.AllFinished);
        if (test.IsExchange)
        {
            IReadOnlyList<Word> words = [.. test.Seen, .. test.Memory];
            model.Observe([.. words]);
            model.Always(FormattableString.Invariant($"{test.AllFinished} => {string.Join(" + ", words.Select(word => word.Name))} == {test.AllTokens}"));
        }
        else if (test.Name != "mov")
        {
            AddAtomicity(model, test, new AtomicOutcomes(test));
        }
    }

    private static void AddAtomicity(SystemModel model, LapicTest test, AtomicOutcomes atomic) => model.Always(
        "the outcome is that of indivisible instructions",
        states => !model.Processes.Where(process => !process.IsBackground).All(process => states.HasFinished(process.Name)) || atomic.Include(states));
}
