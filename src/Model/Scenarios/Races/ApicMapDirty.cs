using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// Two vCPUs change their APIC state at once, and each wants the map of APIC identifiers to be rebuilt.
/// </summary>
public sealed class ApicMapDirty : VariantScenario
{
    private static readonly ExpectedVerdict _misses = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "apic-map-dirty";

    /// <inheritdoc/>
    public override string Summary =>
        "two vCPUs ask for a new APIC map at once: does it hold both changes? (KVM, \"ensure APIC map is up to date "
        + "on concurrent update requests\")";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "three-states",
            "the flag tells clean, being updated, and dirty again",
            Evidence.Reported,
            "kvm_recalculate_apic_map since \"ensure APIC map is up to date on concurrent update requests\", June 2020",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "cleared-after",
            "one bit, cleared after the rebuild",
            Evidence.Reported,
            "kvm_recalculate_apic_map before that change",
            "lost map update",
            _misses
        ),
        new(
            "cleared-before",
            "one bit, cleared before the rebuild",
            Evidence.Hypothesis,
            "a thinkable fix",
            "",
            _misses
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new(
            "three-states",
            "in-progress",
            _misses,
            "whoever finds the flag clean during a rebuild returns before the map holds its change"
        ),
        new(
            "three-states",
            "keep-dirty",
            _misses,
            "a change during the rebuild is forgotten when the flag becomes clean"
        ),
        new("three-states", "map-lock", _misses, "an older rebuild may be published over a newer one"),
        new(
            "three-states",
            "look-under-lock",
            ExpectedVerdict.Holds,
            "redundant for this property: without it the map is rebuilt once too often, never once too seldom"
        ),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(ApicMapDirtyLogic);
}
