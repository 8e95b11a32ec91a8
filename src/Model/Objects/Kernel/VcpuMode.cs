namespace Model.Objects.Kernel;

/// <summary>Where a vCPU is, as the routines that kick it see it (<c>vcpu->mode</c>).</summary>
public enum VcpuMode
{
    /// <summary>Outside guest mode; requests are looked at before the next entry.</summary>
    OutsideGuestMode,

    /// <summary>In guest mode or about to enter with interrupts off: only a kick makes it look at requests.</summary>
    InGuestMode,

    /// <summary>Kicked, and not yet outside.</summary>
    ExitingGuestMode,
}
