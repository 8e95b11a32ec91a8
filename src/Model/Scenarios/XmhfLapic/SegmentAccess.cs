namespace Model.Scenarios.XmhfLapic;

/// <summary>Where an access of 4 bytes lies relative to the limit of its data segment, in a 32-bit guest.</summary>
/// <param name="LastByteBeyondLimit">Offset of the last byte accessed minus the segment limit: 0 is the last byte that
/// may be accessed.</param>
/// <param name="IsWritable">Whether the segment may be written.</param>
public readonly record struct SegmentAccess(int LastByteBeyondLimit, bool IsWritable)
{
    /// <summary>Well within a writable segment.</summary>
    public static SegmentAccess Inside { get; } = new(-0x1000, true);

    /// <summary>Around the limit, and a store to a read-only segment.</summary>
    public static IReadOnlyList<SegmentAccess> Edges { get; } =
    [new(-2, true), new(-1, true), new(0, true), new(1, true), new(-2, false)];

    /// <summary>
    /// Whether the processor carries the access out. Otherwise it raises #GP (Intel SDM volume 3, sections 5.3 and
    /// 5.5).
    /// </summary>
    public bool IsLegal(bool isStore) => LastByteBeyondLimit <= 0 && (IsWritable || !isStore);

    /// <summary>
    /// Whether <c>guestmem_desegment</c> lets it through: it refuses when address + size >= limit, two bytes too early.
    /// </summary>
    public bool PassesAsWritten(bool isStore) => LastByteBeyondLimit + 1 < 0 && (IsWritable || !isStore);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"last byte at limit{LastByteBeyondLimit:+0;-0;+0}{(IsWritable ? "" : ", read-only segment")}"
        );
}

/// <summary>How the emulator treats the segment of an access before it asks the memory for anything.</summary>
internal enum SegmentChecks
{
    /// <summary>As the processor does: exact limit and rights; #GP when they are not met.</summary>
    Corrected,

    /// <summary>
    /// <c>guestmem_desegment</c> as read: the limit two bytes short, and the hypervisor halts when the check fails.
    /// </summary>
    AsWritten,

    /// <summary>None, as before d11e8b841.</summary>
    None,
}
