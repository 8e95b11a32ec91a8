namespace Model.Scenarios.XmhfLapic;

/// <summary>How the emulator treats the segment of an access before it asks the memory for anything.</summary>
internal enum SegmentChecks
{
    /// <summary>As the processor does: exact limit and rights; #GP when they are not met.</summary>
    Corrected,

    /// <summary><c>guestmem_desegment</c> as read: the limit two bytes short, and the hypervisor halts when the check fails.</summary>
    AsWritten,

    /// <summary>None, as before d11e8b841.</summary>
    None,
}
