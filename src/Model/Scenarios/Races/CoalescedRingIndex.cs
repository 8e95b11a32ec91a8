using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// The kernel appends to the coalesced MMIO ring, whose index lies in a page that user space can write
/// (CVE-2019-14821).
/// </summary>
public sealed class CoalescedRingIndex : VariantScenario
{
    private static readonly ExpectedVerdict _overflows = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "coalesced-ring-index";

    /// <inheritdoc/>
    public override string Summary =>
        "the kernel appends to the coalesced MMIO ring while user space changes its index: does it stay inside the "
        + "ring? (KVM, CVE-2019-14821)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "checked-once",
            "the index is read once, checked, and used",
            Evidence.ReadInSource,
            "coalesced_mmio_write; Linux 5.10 and later",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "unchecked",
            "the index is not checked against the ring's size",
            Evidence.Reported,
            "coalesced_mmio_write before the fix of CVE-2019-14821",
            "write outside the ring",
            _overflows
        ),
        new(
            "checked-then-read-again",
            "the index is checked, then read again and used",
            Evidence.Hypothesis,
            "a fix that fetches twice",
            "",
            _overflows
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("checked-once", "bounds-check", _overflows, "user space chooses where the kernel writes"),
        new("checked-once", "read-once", _overflows, "user space changes the index between the check and the use"),
        new(
            "checked-once",
            "ring-lock",
            ExpectedVerdict.Violates("invariant"),
            "two vCPUs take the same entry, and one write is lost"
        ),
        new(
            "checked-once",
            "room-check",
            ExpectedVerdict.Violates("invariant"),
            "a full ring is made to look empty, and its writes are lost"
        ),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(CoalescedRingIndexLogic);
}
