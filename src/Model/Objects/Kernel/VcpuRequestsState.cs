namespace Model.Objects.Kernel;

/// <summary>A vCPU's requests and mode.</summary>
/// <param name="Requests">One bit for each pending request.</param>
/// <param name="Mode">Where the vCPU is.</param>
/// <param name="IsKicked">Whether an interrupt that was sent to kick it is not yet acknowledged.</param>
public readonly record struct VcpuRequestsState(ulong Requests, VcpuMode Mode, bool IsKicked)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Mode}{(Requests == 0 ? "" : FormattableString.Invariant($", requests 0x{Requests:x}"))}{(IsKicked ? ", kicked" : "")}";

    /// <summary>Whether the request of that number is pending.</summary>
    public bool Has(int request) => (Requests >> request & 1) == 1;
}
