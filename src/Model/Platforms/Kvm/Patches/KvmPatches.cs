namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// Ways to mend the emulation of locked instructions that come with the catalogue, each as a user would write it in a
/// patch file; none of them is upstream.
/// </summary>
internal static class KvmPatches
{
    /// <summary>The classes by the names under which they are chosen, in order.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } =
        new SortedDictionary<string, Type>(StringComparer.Ordinal)
        {
            ["F1"] = typeof(CommitNothing),
            ["F2"] = typeof(RepeatInside),
            ["F3"] = typeof(LockAcrossExits),
            ["F4"] = typeof(OneExit),
            ["F5"] = typeof(CompareInUserSpace),
            ["F6"] = typeof(StopTheWorld),
            ["F7"] = typeof(BackByMemslot),
            ["F8"] = typeof(RefuseLocked),
        };
}
