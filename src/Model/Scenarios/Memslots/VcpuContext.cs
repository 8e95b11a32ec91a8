namespace Model.Scenarios.Memslots;

/// <summary>A vCPU between two steps.</summary>
/// <param name="Instruction">Number of the current instruction in its program.</param>
/// <param name="IsReadCompleted">Whether user space has answered the read of the current instruction, which is not finished.</param>
/// <param name="Data">That answer.</param>
public readonly record struct VcpuContext(int Instruction, bool IsReadCompleted, ulong Data)
{
    /// <summary>The vCPU behind its current instruction.</summary>
    public VcpuContext Retire() => new(Instruction + 1, false, 0);
}
