namespace Model.Guests;

/// <summary>
/// What an execution of an instruction would do. Nothing is committed: a platform may take all of <paramref name="After"/>, or, as an
/// emulator that gives up half-way does, only its flags, its registers or its RIP
/// (<see cref="CpuState.WithFlagsOf"/>, <see cref="CpuState.WithRegistersOf"/>, <see cref="CpuState.WithRip"/>).
/// </summary>
/// <param name="After">The CPU after the instruction, with RIP advanced or branched; as before it when it faults.</param>
/// <param name="Stored">The value for the store of the instruction's <see cref="Accesses"/>; without meaning when there is none.</param>
/// <param name="Outcome">How the instruction ends.</param>
/// <param name="Port">What IN or OUT does; without meaning for other outcomes.</param>
public readonly record struct Effect(CpuState After, UInt128 Stored, Outcome Outcome, PortAccess Port = default);
