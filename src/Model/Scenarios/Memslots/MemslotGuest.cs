using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>What the vCPUs of a test execute.</summary>
internal sealed class MemslotGuest
{
    // More than all additions together: once stored, it can be added to but not undone.
    private const ulong LargeValue = 16;
    private readonly int _accesses;

    /// <param name="name">A value of the parameter <c>guest</c>.</param>
    /// <param name="accesses">Instructions by each vCPU.</param>
    public MemslotGuest(string name, int accesses)
    {
        Name = name;
        _accesses = accesses;
        Cpus = name is "data" or "lock" or "mixed" ? 2 : 1;
        Ram = name == "data" ? [new Word("ram0"), new Word("ram1")] : [new Word("ram")];
    }

    /// <summary>The test's name.</summary>
    public string Name { get; }

    /// <summary>How many vCPUs there are.</summary>
    public int Cpus { get; }

    /// <summary>The page's memory.</summary>
    public IReadOnlyList<Word> Ram { get; }

    /// <summary>The page.</summary>
    public GuestPage Page =>
        Name switch
        {
            "device" => GuestPage.DeviceThenRam,
            "crashed" => GuestPage.Unbacked,
            _ => GuestPage.Ram,
        };

    /// <summary>Whether the guest must not be stopped.</summary>
    public bool IsHealthy => Name != "crashed";

    /// <summary>
    /// What RAM holds in the end when nothing was lost, as an expression; <c>null</c> when the test does not tell.
    /// </summary>
    public string? FinalMemory =>
        Name switch
        {
            "lock" => FormattableString.Invariant($"ram == {Cpus * _accesses}"),
            "mixed" => FormattableString.Invariant($"ram >= {LargeValue}"),
            "data" => FormattableString.Invariant($"ram0 == {(_accesses + 1) / 2} && ram1 == {(_accesses + 1) / 2}"),
            _ => null,
        };

    /// <summary>The word that a vCPU uses.</summary>
    public Word RamOf(int cpu) => Ram[Ram.Count == 1 ? 0 : cpu];

    /// <summary>The program of a vCPU.</summary>
    public Sequence<GuestAccess> ProgramOf(int cpu) =>
        Name == "mixed" && cpu > 0
            ? Sequence<GuestAccess>.Of(new GuestAccess(AccessKind.Store, RamOf(cpu), LargeValue))
            : Sequence<GuestAccess>.Of([
                .. Enumerable.Range(0, _accesses).Select(number => AccessOf(RamOf(cpu), number)),
            ]);

    // Stores and the loads that must find them alternate; so do port accesses and stores.
    private GuestAccess AccessOf(Word ram, int number)
    {
        ulong value = (ulong)(number / 2) + 1;
        return (Name, number % 2) switch
        {
            ("lock" or "mixed" or "device", _) => new GuestAccess(AccessKind.LockedAdd, ram),
            ("data", 0) or ("ports", 1) => new GuestAccess(AccessKind.Store, ram, value),
            ("data", _) => new GuestAccess(AccessKind.Load, ram, value),
            ("ports", _) => new GuestAccess(AccessKind.PortAccess, ram),
            _ => new GuestAccess(AccessKind.Fetch, ram),
        };
    }
}
