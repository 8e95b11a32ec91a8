using Model.Catalogue;
using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Xen that makes a page a page table, and the guest that maps it writable and unmaps it.</summary>
public class PageTypeReferenceLogic : HostLogic
{
    private static readonly ExpectedVerdict _writable = ExpectedVerdict.Violates("invariant");

    /// <summary>
    /// Xen turns a guest's page into a page table while the guest maps it writable and unmaps it again (XSA-401).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "xsa-401",
            "Xen flushes TLBs before it takes a page's type, and an ABA lets the guest keep a writable entry (Xen, "
                + "XSA-401, CVE-2022-26362)",
            typeof(PageTypeReferenceLogic)
        )
        {
            Variants =
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
            ],
            Removals =
            [
                new("flush-after-type", "flush", _writable, "an entry from before the change of type stays"),
                new(
                    "flush-after-type",
                    "compare",
                    _writable,
                    "a reference that the guest takes between the load and the store is overwritten, and its mapping "
                    + "comes "
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
                    "the word is the same again after the guest has mapped and unmapped the page, and its entry is "
                        + "not flushed"
                ),
            ],
        };

    /// <summary>The type of a page that a guest may map writable.</summary>
    protected const ulong Writable = 0x10;

    /// <summary>The type of a page table.</summary>
    protected const ulong PageTable = 0x20;

    /// <summary>The bits of the type.</summary>
    protected const ulong TypeMask = 0xf0;

    /// <summary>The bits of the number of references.</summary>
    protected const ulong CountMask = 0x0f;

    private readonly bool _flushesFirst;
    private readonly ulong _tag;
    private readonly bool _flushes;
    private readonly bool _compares;
    private readonly bool _references;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public PageTypeReferenceLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _flushesFirst = setup.Variant != "flush-after-type";
        _tag = setup.Variant == "flush-before-tagged-type" && setup.Has("tag") ? 0x100UL : 0;
        _flushes = setup.Has("flush");
        _compares = setup.Has("compare");
        _references = setup.Has("guest-reference");
        TypeInfo = new Word("type_info", Writable);
        TlbEntry = new Word("tlb_entry", 1);
        InUse = new Word("in_use_as_table");
    }

    /// <summary><c>type_info</c>: the type in the upper half, the number of references in the lower.</summary>
    protected Word TypeInfo { get; }

    /// <summary>Whether a TLB holds a writable entry for the page.</summary>
    protected Word TlbEntry { get; }

    /// <summary>Whether the page is in use as a page table.</summary>
    protected Word InUse { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("xen", Validate)
            .Process("guest", MapAndUnmap)
            .Observe(TlbEntry, InUse)
            .Always("in_use_as_table == 1 => tlb_entry == 0");

    /// <summary>Flushes the TLBs.</summary>
    [Overridable("flush_mask", "flushes the TLBs")]
    protected virtual async Step Flush()
    {
        if (_flushes)
        {
            await TlbEntry.Store(0).In("flush_mask");
        }
    }

    /// <summary>Xen makes the page a page table.</summary>
    [Overridable(
        "_get_page_type",
        "takes the type of a page that nobody uses, flushes the TLBs, and uses the page as a table"
    )]
    protected virtual async Step Validate()
    {
        ulong seen = await TypeInfo.Load().In("_get_page_type");
        if ((seen & CountMask) != 0)
        {
            return;
        }

        if (_flushesFirst)
        {
            await Flush();
        }

        ulong taken = (seen & ~TypeMask) + _tag + PageTable + 1;
        if (!_compares)
        {
            await TypeInfo.Store(taken).In("_get_page_type");
        }
        else if (await TypeInfo.CompareExchange(seen, taken).In("_get_page_type") != seen)
        {
            return;
        }

        if (!_flushesFirst)
        {
            await Flush();
        }

        await InUse.Store(1).In("validate_page");
    }

    /// <summary>The guest maps the page writable, writes, and unmaps it; the TLB entry may outlive that.</summary>
    [Overridable(
        "_get_page_type, _put_page_type",
        "takes a writable reference, writes through the mapping, gives the reference back"
    )]
    protected virtual async Step MapAndUnmap()
    {
        if (_references)
        {
            ulong seen = await TypeInfo.Load().In("_get_page_type");
            if (
                (seen & TypeMask) != Writable
                || await TypeInfo.CompareExchange(seen, seen + 1 + _tag).In("_get_page_type") != seen
            )
            {
                return;
            }
        }

        await TlbEntry.Store(1).In("guest writes");
        if (_references)
        {
            await TypeInfo.FetchAdd(ulong.MaxValue).In("_put_page_type");
        }
    }
}
