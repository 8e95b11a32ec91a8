using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Flow;

/// <summary>
/// Where an indirect jump or call may go: functions that the symbols name, and code addresses that lie in data, as the
/// tables of switch statements and of function pointers do. A guess on the generous side; a run that leaves it is
/// noticed (<see cref="GuestProgram.Allows"/>).
/// </summary>
internal static class IndirectTargets
{
    // Entries of a table of distances have four bytes, in 64-bit code too.
    private const int DistanceSize = 4;

    // What 32-bit position-independent code counts addresses from (System V ABI, Intel386 supplement, "Global Offset
    // Table").
    private const string OffsetTable = "_GLOBAL_OFFSET_TABLE_";

    /// <summary>Functions, and every code address that lies aligned in a segment that is not code.</summary>
    public static IEnumerable<ulong> Of(GuestImage image) =>
        image
            .Symbols.Where(symbol => symbol.IsFunction)
            .Select(symbol => symbol.Address)
            .Concat(image.Segments.Where(segment => !segment.Executable).SelectMany(segment => Words(image, segment)))
            .Where(address => IsCode(image, address));

    /// <summary>
    /// The targets in tables that instructions name, in whatever segment they lie: from a place that an instruction
    /// mentions on, entries as long as they lead to code. Entries are addresses, or distances from the table or, in
    /// 32-bit code, from the global offset table.
    /// </summary>
    /// <param name="image">The guest.</param>
    /// <param name="code">Instructions.</param>
    public static IEnumerable<ulong> InTablesOf(GuestImage image, IEnumerable<GuestInstruction> code)
    {
        int size = Width.OfAddress(image.Mode);
        ulong? offsets = image.Mode == CpuMode.Bits32 ? image.TryFind(OffsetTable)?.Address : null;
        foreach (ulong number in code.SelectMany(Numbers).Distinct())
        {
            ulong place = Width.Truncate(number, size);
            var targets = Run(image, place, size, entry => entry).Concat(Distances(image, place, place));
            if (offsets is { } origin)
            {
                targets = targets.Concat(Distances(image, Width.Truncate(origin + number, size), origin));
            }

            foreach (ulong target in targets)
            {
                yield return target;
            }
        }
    }

    private static IEnumerable<ulong> Distances(GuestImage image, ulong table, ulong origin) =>
        Run(image, table, DistanceSize, entry => origin + Width.SignExtend(entry, DistanceSize));

    private static IEnumerable<ulong> Run(GuestImage image, ulong place, int size, Func<ulong, ulong> targetOf)
    {
        for (; image.BytesAt(place, size).Length == size; place += (ulong)size)
        {
            ulong target = Width.Truncate(targetOf(image.NumberAt(place, size)), Width.OfAddress(image.Mode));
            if (!IsCode(image, target))
            {
                yield break;
            }

            yield return target;
        }
    }

    private static IEnumerable<ulong> Numbers(GuestInstruction instruction)
    {
        foreach (var operand in instruction.Target is null ? instruction.Operands : [])
        {
            switch (operand)
            {
                case MemoryOperand memory:
                    yield return memory.Displacement;
                    break;
                case ImmediateOperand immediate:
                    yield return immediate.Value;
                    break;
            }
        }
    }

    private static IEnumerable<ulong> Words(GuestImage image, GuestSegment segment)
    {
        int size = Width.OfAddress(image.Mode);
        ulong skipped = (0 - segment.Address) & ((ulong)size - 1);
        for (ulong offset = skipped; offset + (ulong)size <= (ulong)segment.Contents.Length; offset += (ulong)size)
        {
            yield return image.NumberAt(segment.Address + offset, size);
        }
    }

    private static bool IsCode(GuestImage image, ulong address) => image.SegmentAt(address) is { Executable: true };
}
