namespace Model.Scenarios.Memslots;

/// <summary>What the variants keep order with; each can be removed to see whether it is needed.</summary>
internal static class Part
{
    public const string FirstSynchronize = "synchronize_srcu after the first publication";
    public const string LastSynchronize = "synchronize_srcu after the last publication";
    public const string Zap = "zapping the mappings";
    public const string Sequence = "the count of updates sampled before KVM_RUN";
    public const string PauseKick = "kicking the vCPUs that are to pause";
    public const string WaitForPaused = "waiting until all vCPUs are paused";
    public const string Completion = "re-entering KVM to complete an instruction before pausing";
    public const string ReleaseWhileWaiting = "releasing the big lock while waiting for them";
    public const string IoctlLock = "locking in_ioctl_lock against new ioctls";
    public const string WaitForIoctls = "waiting until no ioctl runs";
    public const string BlockerKick = "kicking the vCPUs that run an ioctl";
    public const string ResetFirst = "resetting the event before the counts are looked at";
    public const string SetEvent = "setting the event when an ioctl ends";
    public const string HolderPasses = "letting the holder of the big lock pass";

    public static IReadOnlyList<string> All { get; } =
    [
        FirstSynchronize,
        LastSynchronize,
        Zap,
        Sequence,
        PauseKick,
        WaitForPaused,
        Completion,
        ReleaseWhileWaiting,
        IoctlLock,
        WaitForIoctls,
        BlockerKick,
        ResetFirst,
        SetEvent,
        HolderPasses,
    ];
}
