using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// How guest linear addresses become physical, in pages of 4096 bytes: as a scenario says, else the identity, but for
/// the direct map of a 64-bit kernel, which shows all memory once more in the upper half of the address space.
/// Immutable; the same for all CPUs.
/// </summary>
[Value]
public sealed class PageTable
{
    /// <summary>Bytes in a page.</summary>
    public const ulong PageSize = 4096;

    /// <summary>
    /// Where the direct map starts: Linux's PAGE_OFFSET on x86-64 with four-level paging and no randomisation.
    /// </summary>
    public const ulong DirectMap = 0xffff_8880_0000_0000;

    private readonly SortedDictionary<ulong, ulong> _pages = [];

    /// <summary>Creates a table.</summary>
    /// <param name="pages">For linear addresses of pages the physical ones; several pages may share one physical
    /// page.</param>
    /// <exception cref="ArgumentException">An address is not that of a page.</exception>
    public PageTable(IReadOnlyDictionary<ulong, ulong> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        foreach (var (linear, physical) in pages)
        {
            if ((linear | physical) % PageSize != 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"0x{linear:x} or 0x{physical:x} is not the address of a page."),
                    nameof(pages)
                );
            }

            _pages.Add(linear, physical);
        }
    }

    /// <summary>The table that maps no page specially.</summary>
    public static PageTable Default { get; } = new(new Dictionary<ulong, ulong>());

    /// <summary>Whether pages are mapped specially.</summary>
    public bool MapsPages => _pages.Count > 0;

    /// <summary>The physical address of a linear one.</summary>
    public ulong ToPhysical(ulong linear)
    {
        ulong offset = linear % PageSize;
        return _pages.Count > 0 && _pages.TryGetValue(linear - offset, out ulong page) ? page + offset
            : linear >= DirectMap ? linear - DirectMap
            : linear;
    }

    /// <summary>
    /// The least linear address that the table maps to a physical one; the same address when it maps none there.
    /// </summary>
    public ulong ToLinear(ulong physical)
    {
        ulong offset = physical % PageSize;
        foreach (var (linear, page) in _pages)
        {
            if (page == physical - offset)
            {
                return linear + offset;
            }
        }

        return physical;
    }

    /// <summary>
    /// The physical places of a linear access, lowest byte first: one, or two when it crosses a page.
    /// </summary>
    public Sequence<MemoryAccess> Places(MemoryAccess access)
    {
        var (low, high) = access.SplitAt(PageSize);
        var places = Sequence<MemoryAccess>.Of(low with { Address = ToPhysical(low.Address) });
        return high is { } rest ? places.Append(rest with { Address = ToPhysical(rest.Address) }) : places;
    }
}
