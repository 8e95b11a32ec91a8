namespace Model.Scenarios.Memslots;

/// <summary>Why KVM_RUN returns, or that it does not.</summary>
public enum ExitReason
{
    /// <summary>It does not: the guest goes on.</summary>
    None,

    /// <summary>KVM_EXIT_MMIO, a read.</summary>
    MmioRead,

    /// <summary>KVM_EXIT_MMIO, a write.</summary>
    MmioWrite,

    /// <summary>KVM_EXIT_MMIO with a length of 0: an instruction could not be fetched.</summary>
    EmptyMmio,

    /// <summary>KVM_EXIT_IO.</summary>
    Io,

    /// <summary>KVM_EXIT_INTERNAL_ERROR, suberror EMULATION.</summary>
    InternalError,

    /// <summary>A signal.</summary>
    Interrupted,

    /// <summary>The guest's program is over.</summary>
    Over,
}
