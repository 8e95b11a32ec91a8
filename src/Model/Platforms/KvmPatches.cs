using Model.Catalogue;
using Model.Input;
using Patches;

namespace Model.Platforms;

/// <summary>
/// Ways to mend the emulation of locked instructions that come with the catalogue: the patch files of examples/patches;
/// none of them is upstream.
/// </summary>
internal static class KvmPatches
{
    private const string Parameter = "patch";

    private static readonly SortedDictionary<string, Type> _all = new(StringComparer.Ordinal)
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

    /// <summary>Their names in order.</summary>
    public static IEnumerable<string> Names => _all.Keys;

    /// <summary>The patch that a platform has or that its settings name; <c>null</c> for the kernel as it is.</summary>
    /// <exception cref="InputException">There are two.</exception>
    public static Patch? Chosen(PlatformDescription platform, Settings settings)
    {
        string name = settings.Word(Parameter);
        return !_all.TryGetValue(name, out var type) ? platform.Patch
            : platform.Patch is null ? new Patch(type, name)
            : throw new InputException(
                $"{Parameter}={name} and a patch file exclude each other",
                $"leave out --set {Parameter}={name}"
            );
    }
}
