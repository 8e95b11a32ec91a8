using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Xen that makes a page a page table, and the guest that maps it writable and unmaps it.</summary>
public class PageTypeReferenceLogic : HostLogic
{
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
