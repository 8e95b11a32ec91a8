using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Xen turns a guest's page into a page table while the guest maps it writable and unmaps it again (XSA-401).</summary>
public sealed class PageTypeReference : VariantScenario
{
    // The type in the upper half, the number of references in the lower.
    private const ulong Writable = 0x10;
    private const ulong PageTable = 0x20;
    private const ulong TypeMask = 0xf0;
    private const ulong CountMask = 0x0f;
    private static readonly ExpectedVerdict _writable = ExpectedVerdict.Violates("invariant");

    /// <inheritdoc/>
    public override string Name => "xsa-401";

    /// <inheritdoc/>
    public override string Summary => "Xen flushes TLBs before it takes a page's type, and an ABA lets the guest keep a writable entry (Xen, XSA-401, CVE-2022-26362)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("flush-after-type", "the type is taken, then the TLBs are flushed, then the page is used as a table", Evidence.ReadInSource,
            "_get_page_type since 8cc5036bc3", "", ExpectedVerdict.Holds),
        new("flush-before-type", "the TLBs are flushed, then the type is taken by a compare-exchange", Evidence.ReadInSource,
            "_get_page_type before 8cc5036bc3", "a page table that the guest can write", _writable),
        new("flush-before-tagged-type", "flush-before-type, but the compared word counts its changes", Evidence.Hypothesis,
            "the usual cure for ABA: _get_page_type with a generation in type_info", "", ExpectedVerdict.Holds),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("flush-after-type", "flush", _writable, "an entry from before the change of type stays"),
        new("flush-after-type", "compare", _writable, "a reference that the guest takes between the load and the store is overwritten, and its mapping comes after the flush"),
        new("flush-after-type", "guest-reference", _writable, "the guest maps a page writable without holding it to that type"),
        new("flush-before-tagged-type", "flush", _writable, "as with flush-after-type"),
        new("flush-before-tagged-type", "compare", _writable, "as with flush-after-type"),
        new("flush-before-tagged-type", "guest-reference", _writable, "as with flush-after-type"),
        new("flush-before-tagged-type", "tag", _writable, "the word is the same again after the guest has mapped and unmapped the page, and its entry is not flushed"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool flushesFirst = variant != "flush-after-type";
        ulong tag = variant == "flush-before-tagged-type" && parts.Has("tag") ? 0x100UL : 0;
        bool flushes = parts.Has("flush");
        bool compares = parts.Has("compare");
        bool references = parts.Has("guest-reference");
        var type = new Word("type_info", Writable);
        var entry = new Word("tlb_entry", 1);
        var table = new Word("in_use_as_table");

        async Step Flush()
        {
            if (flushes)
            {
                await entry.Store(0).In("flush_mask");
            }
        }

        async Step Validate()
        {
            ulong seen = await type.Load().In("_get_page_type");
            if ((seen & CountMask) != 0)
            {
                return;
            }

            if (flushesFirst)
            {
                await Flush();
            }

            ulong taken = (seen & ~TypeMask) + tag + PageTable + 1;
            if (!compares)
            {
                await type.Store(taken).In("_get_page_type");
            }
            else if (await type.CompareExchange(seen, taken).In("_get_page_type") != seen)
            {
                return;
            }

            if (!flushesFirst)
            {
                await Flush();
            }

            await table.Store(1).In("validate_page");
        }

        // The guest's writable mapping: it takes a reference, writes through the mapping, and gives it back; the TLB entry may outlive it.
        async Step MapAndUnmap()
        {
            if (references)
            {
                ulong seen = await type.Load().In("_get_page_type");
                if ((seen & TypeMask) != Writable || await type.CompareExchange(seen, seen + 1 + tag).In("_get_page_type") != seen)
                {
                    return;
                }
            }

            await entry.Store(1).In("guest writes");
            if (references)
            {
                await type.FetchAdd(ulong.MaxValue).In("_put_page_type");
            }
        }

        return new SystemModel(Name)
            .Process("xen", Validate)
            .Process("guest", MapAndUnmap)
            .Observe(entry, table)
            .Always("in_use_as_table == 1 => tlb_entry == 0");
    }
}
