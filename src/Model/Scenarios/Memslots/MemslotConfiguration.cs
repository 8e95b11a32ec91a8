namespace Model.Scenarios.Memslots;

/// <summary>What is set about a model.</summary>
internal sealed record MemslotConfiguration
{
    /// <summary>The page that the test accesses.</summary>
    public required GuestPage Page { get; init; }

    /// <summary>Whether a page fault on an invalid slot is retried (6.x) or treated as one without a slot (5.10).</summary>
    public required bool RetriesInvalid { get; init; }

    /// <summary>Whether the guest runs at CPL 0.</summary>
    public required bool IsKernel { get; init; }

    /// <summary>Whether every access is emulated, mapped or not.</summary>
    public required bool IsForced { get; init; }

    /// <summary>Whether an instruction that cannot be fetched ends in an internal error or #UD, as in KVM; otherwise in an empty MMIO exit.</summary>
    public required bool IsFetchFailureFatal { get; init; }
}
