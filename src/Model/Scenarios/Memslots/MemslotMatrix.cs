using Model.Catalogue;
using static Model.Catalogue.MatrixRows;

namespace Model.Scenarios.Memslots;

/// <summary>What <see cref="MemslotUpdate"/> must show of each variant.</summary>
internal static class MemslotMatrix
{
    private const string Killed = "guest stopped with KVM_EXIT_INTERNAL_ERROR (RHBZ 1979276)";
    private const string LoopsForEver = "the maintainers' objection: a crashed guest loops forever";

    private static readonly string[] _guests =
    [
        "fetch-kernel",
        "fetch-user",
        "data",
        "lock",
        "mixed",
        "device",
        "ports",
        "crashed",
    ];

    private static readonly string[] _killed = ["assertion"];
    private static readonly string[] _lostUpdate = ["invariant"];
    private static readonly string[] _mixedUp = ["assertion"];

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Violates("original", Killed, _killed, ("guest", "fetch-kernel")),
        Violates("original", "", _killed, ("guest", "fetch-kernel"), ("kernel", "5.10")),
        Violates("original", "", _killed, ("guest", "fetch-user")),
        Holds("original", "", ("guest", "data")),
        Holds("original", "", ("guest", "data"), ("kernel", "5.10")),
        Holds("original", "", ("emulation", "always"), ("guest", "data")),
        Violates("original", "", _lostUpdate, ("guest", "lock")),
        Violates("original", "", _lostUpdate, ("guest", "lock"), ("kernel", "5.10")),
        Violates("original", "", _lostUpdate, ("emulation", "always"), ("guest", "lock")),
        Violates("original", "", _lostUpdate, ("guest", "mixed")),
        Violates("original", "", _mixedUp, ("guest", "device")),
        Holds("original", "", ("guest", "ports")),
        Holds("original", "", ("guest", "crashed")),
        .. Guests(
            "atomic-update",
            holding: ["fetch-kernel", "fetch-user", "data", "lock", "mixed", "ports", "crashed"]
        ),
        Violates("atomic-update", "", _killed, ("guest", "fetch-kernel"), ("kernel", "5.10")),
        Violates("atomic-update", "", _lostUpdate, ("guest", "lock"), ("kernel", "5.10")),
        Violates("atomic-update", "", _killed, ("emulation", "always"), ("guest", "fetch-kernel")),
        Violates("atomic-update", "", _lostUpdate, ("emulation", "always"), ("guest", "lock")),
        .. Guests(
            "atomic-update",
            holding: ["fetch-kernel", "fetch-user", "data", "lock", "mixed", "ports", "crashed"],
            ("publications", "once")
        ),
        Holds("atomic-update", "", ("guest", "fetch-kernel"), ("kernel", "5.10"), ("publications", "once")),
        Holds("atomic-update", "", ("guest", "lock"), ("kernel", "5.10"), ("publications", "once")),
        Holds("atomic-update", "", ("emulation", "always"), ("guest", "lock"), ("publications", "once")),
        .. Guests("empty-mmio", holding: ["fetch-kernel", "fetch-user", "data", "ports"]),
        Violates("empty-mmio", LoopsForEver, ["stuck"], ("guest", "crashed")),
        Violates("empty-mmio-if-updating", "", _killed, ("guest", "fetch-kernel")),
        .. Guests(
            "empty-mmio-if-updating",
            holding: ["fetch-kernel", "fetch-user", "data", "ports", "crashed"],
            ("test", "sequence")
        ),
        .. Guests(
            "pause-all",
            holding: ["fetch-kernel", "fetch-user", "data", "lock", "mixed", "device", "ports", "crashed"]
        ),
        Holds("pause-all", "", ("emulation", "always"), ("guest", "lock")),
        Holds("pause-all", "", ("guest", "lock"), ("kernel", "5.10"), ("updates", "2")),
        Holds("pause-all", "", ("guest", "crashed"), ("updates", "2")),
        .. Guests("blocker", holding: ["fetch-kernel", "fetch-user", "data", "lock", "mixed", "ports", "crashed"]),
        Violates("blocker", "", ["deadlock", "stuck"], ("counted", "instructions"), ("guest", "device")),
        Holds("blocker", "", ("counted", "instructions"), ("guest", "lock")),
        Holds("blocker", "", ("guest", "fetch-kernel"), ("kernel", "5.10")),
        Holds("blocker", "", ("guest", "lock"), ("kernel", "5.10")),
        Holds("blocker", "", ("emulation", "always"), ("guest", "lock")),
        Holds("blocker", "", ("guest", "ports"), ("updates", "3")),
    ];

    // A crashed guest has rows of its own where it is not stopped.
    private static IEnumerable<MatrixRow> Guests(
        string variant,
        string[] holding,
        params (string Name, string Value)[] set
    ) =>
        _guests
            .Where(guest => guest != "crashed" || holding.Contains(guest))
            .Select(guest =>
                holding.Contains(guest)
                    ? Holds(variant, "", [.. set, ("guest", guest)])
                    : Violates(variant, "", guest == "device" ? _mixedUp : _lostUpdate, [.. set, ("guest", guest)])
            );
}
