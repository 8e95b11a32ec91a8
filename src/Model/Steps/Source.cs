namespace Model.Steps;

/// <summary>Where an operation comes from: what a trace shows so that a reader finds it in the real system.</summary>
/// <param name="Routine">The routine it stands for, e.g. <c>emulator_cmpxchg_emulated</c>; empty when there is
/// none.</param>
/// <param name="Address">Guest address of the instruction, or <c>null</c> when the operation is not a guest's.</param>
/// <param name="Text">Disassembly or a short remark; may be empty.</param>
public sealed record Source(string Routine, ulong? Address = null, string Text = "");
