using Model.Catalogue;
using Model.Scenarios.Variants;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// User space replaces a memory slot by a larger one while vCPUs use its pages: does a healthy guest survive, is a
/// crashed one still stopped, and does memory behave like memory?
/// </summary>
public sealed class MemslotUpdate : Scenario
{
    /// <inheritdoc/>
    public override string Name => "memslot-update";

    /// <inheritdoc/>
    public override string Summary =>
        "KVM's memory slots are replaced while vCPUs run: is a healthy guest killed, or RAM no longer atomic? (KVM "
        + "list, September 2022)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf(
            "guest",
            "what the vCPUs do with the page: execute it at CPL 0 or 3, move to and from it, LOCK ADD, LOCK ADD "
                + "against a plain store; or LOCK ADD on a device page that the update turns into "
                + "RAM, port accesses, or a jump to memory that no slot ever covers",
            "fetch-kernel",
            "fetch-user",
            "data",
            "lock",
            "mixed",
            "device",
            "ports",
            "crashed"
        ),
        Parameter.OneOf(
            "kernel",
            "what a page fault does on an invalid slot: retry (6.19), or treat it as no slot (5.10)",
            "6.19",
            "5.10"
        ),
        Parameter.OneOf(
            "emulation",
            "when KVM emulates an access: after a page fault without a slot, or always",
            "faults",
            "always"
        ),
        Parameter.Number("updates", "how often the slot is replaced", 1, 1, 3),
        Parameter.Number("accesses", "instructions by each vCPU", 2, 1, 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => MemslotVariants.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => MemslotMatrix.Rows;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings) =>
        Build(platform, settings, removed: null);

    /// <summary>Builds a model of a variant without one of its parts.</summary>
    internal SystemModel Build(PlatformDescription platform, Settings settings, string? removed)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        var setup = new VariantSetup(
            platform.Name,
            settings,
            removed is null ? Ablations.All() : Ablations.Without(removed)
        );
        var model = new SystemModel(Name);
        (platform.Patch ?? new Patch(platform.Logic!, "")).Make<UserSpace>(setup).AddTo(model);
        return model;
    }
}
