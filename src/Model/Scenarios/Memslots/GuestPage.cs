namespace Model.Scenarios.Memslots;

/// <summary>The guest page that a test accesses.</summary>
public enum GuestPage
{
    /// <summary>RAM before and after: both slots cover it.</summary>
    Ram,

    /// <summary>A device before, RAM after: the larger slot alone covers it.</summary>
    DeviceThenRam,

    /// <summary>Covered by no slot ever.</summary>
    Unbacked,
}
