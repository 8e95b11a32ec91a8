namespace Model.Platforms.Kvm;

/// <summary>The state of pausing.</summary>
/// <param name="IsPauseAsked">Whether all vCPUs are asked to park.</param>
/// <param name="Parked">One bit for each parked vCPU.</param>
public readonly record struct RunControlState(bool IsPauseAsked, ulong Parked);
