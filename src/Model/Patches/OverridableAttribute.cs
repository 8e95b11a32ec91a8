namespace Model.Patches;

/// <summary>Marks a virtual step that a patch may override, and names the routine it stands for.</summary>
/// <param name="routine">The routine of the hypervisor or of user space, e.g. <c>emulator_cmpxchg_emulated</c>.</param>
/// <param name="summary">What the step does, in one line.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OverridableAttribute(string routine, string summary) : Attribute
{
    /// <summary>The routine of the hypervisor or of user space.</summary>
    public string Routine => routine;

    /// <summary>What the step does, in one line.</summary>
    public string Summary => summary;
}
