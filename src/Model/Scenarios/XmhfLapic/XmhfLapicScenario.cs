using Model.Catalogue;
using Model.Scenarios.Variants;
using Model.Systems;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// XMHF intercepts the LAPIC page: by opening it for one single-stepped instruction, or by emulating the instruction.
/// Which design keeps locked instructions atomic on that page, on RAM, and on an operand that lies on two pages?
/// </summary>
public sealed class XmhfLapicScenario : Scenario
{
    /// <inheritdoc/>
    public override string Name => "xmhf-lapic";

    /// <inheritdoc/>
    public override string Summary =>
        "XMHF's LAPIC interception: does a locked instruction stay atomic when it is stepped or emulated?";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf(
            "test",
            "XCHG on a LAPIC register or a dword of RAM; CMPXCHG8B within a page, across pages whose frames follow "
                + "each other in that order (forward) or not "
                + "(reverse), one of each, or with neighbours that exchange its halves; MOV around a segment limit",
            "lapic",
            "ram",
            "ram-8",
            "ring-forward",
            "ring-reverse",
            "ring-both",
            "ring-neighbours",
            "mov"
        ),
        Parameter.OneOf(
            "trapped",
            "whose accesses leave guest mode: all CPUs', or the first's only while the others execute natively",
            "all",
            "first"
        ),
        Parameter.Number("tokens", "XCHG tests: exchanges by each CPU", 2, 1, 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => LapicDesigns.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => XmhfLapicMatrix.Rows;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings) =>
        Build(platform, settings, removed: null);

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
        var setup = new VariantSetup(
            platform.Name,
            settings,
            removed is null ? Ablations.All() : Ablations.Without(removed)
        );
        var machine = (platform.Patch ?? new Patch(platform.Logic!, "")).Make<Machine>(setup);
        var model = new SystemModel(Name);
        machine.AddTo(model);
        test = machine.Test;
        return model;
    }
}
