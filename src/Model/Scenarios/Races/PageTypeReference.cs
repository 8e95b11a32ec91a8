using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// Xen turns a guest's page into a page table while the guest maps it writable and unmaps it again (XSA-401).
/// </summary>
public sealed class PageTypeReference : VariantScenario
{
    private static readonly ExpectedVerdict _writable = ExpectedVerdict.Violates("invariant");

    /// <inheritdoc/>
    public override string Name => "xsa-401";

    /// <inheritdoc/>
    public override string Summary =>
        "Xen flushes TLBs before it takes a page's type, and an ABA lets the guest keep a writable entry (Xen, "
        + "XSA-401, CVE-2022-26362)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "flush-after-type",
            "the type is taken, then the TLBs are flushed, then the page is used as a table",
            Evidence.ReadInSource,
            "_get_page_type since 8cc5036bc3",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "flush-before-type",
            "the TLBs are flushed, then the type is taken by a compare-exchange",
            Evidence.ReadInSource,
            "_get_page_type before 8cc5036bc3",
            "a page table that the guest can write",
            _writable
        ),
        new(
            "flush-before-tagged-type",
            "flush-before-type, but the compared word counts its changes",
            Evidence.Hypothesis,
            "the usual cure for ABA: _get_page_type with a generation in type_info",
            "",
            ExpectedVerdict.Holds
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("flush-after-type", "flush", _writable, "an entry from before the change of type stays"),
        new(
            "flush-after-type",
            "compare",
            _writable,
            "a reference that the guest takes between the load and the store is overwritten, and its mapping comes "
                + "after the flush"
        ),
        new(
            "flush-after-type",
            "guest-reference",
            _writable,
            "the guest maps a page writable without holding it to that type"
        ),
        new("flush-before-tagged-type", "flush", _writable, "as with flush-after-type"),
        new("flush-before-tagged-type", "compare", _writable, "as with flush-after-type"),
        new("flush-before-tagged-type", "guest-reference", _writable, "as with flush-after-type"),
        new(
            "flush-before-tagged-type",
            "tag",
            _writable,
            "the word is the same again after the guest has mapped and unmapped the page, and its entry is not flushed"
        ),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(PageTypeReferenceLogic);
}
