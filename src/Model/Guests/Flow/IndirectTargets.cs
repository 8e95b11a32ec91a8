namespace Model.Guests;

/// <summary>
/// Where an indirect jump or call may go: functions that the symbols name, and code addresses that lie aligned in data, as the tables of
/// switch statements and of function pointers do. A guess on the generous side; a run that leaves it is noticed and refused.
/// </summary>
internal static class IndirectTargets
{
    public static IEnumerable<ulong> Of(GuestImage image) =>
        image.Symbols.Where(symbol => symbol.IsFunction).Select(symbol => symbol.Address)
            .Concat(image.Segments.Where(segment => !segment.Executable).SelectMany(segment => Words(image, segment)))
            .Where(address => image.SegmentAt(address) is { Executable: true });

    private static IEnumerable<ulong> Words(GuestImage image, GuestSegment segment)
    {
        int size = Width.OfAddress(image.Mode);
        ulong skipped = (0 - segment.Address) & ((ulong)size - 1);
        for (ulong offset = skipped; offset + (ulong)size <= (ulong)segment.Contents.Length; offset += (ulong)size)
        {
            yield return image.NumberAt(segment.Address + offset, size);
        }
    }
}
