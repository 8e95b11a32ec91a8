namespace Model.Guests;

/// <summary>What a CPU holds between two instructions.</summary>
internal readonly record struct VcpuState(CpuState Cpu, PrivateStack Stack);
