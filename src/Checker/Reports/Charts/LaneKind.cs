namespace Checker.Reports.Charts;

/// <summary>What a lane of a sequence chart stands for.</summary>
internal enum LaneKind
{
    /// <summary>A CPU of the guest.</summary>
    Cpu,

    /// <summary>Another process.</summary>
    Process,

    /// <summary>The hypervisor and the user space that act for a CPU.</summary>
    Emulator,

    /// <summary>A shared object.</summary>
    Object,

    /// <summary>The shared objects that have no lane of their own.</summary>
    OtherObjects,
}
