using Checker.Patches;
using Checker.Traces;
using Model.Catalogue;
using Model.Input;

namespace Checker.Targets;

/// <summary>The patches that were loaded; each file is compiled once.</summary>
/// <param name="catalogue">The scenarios whose logic can be patched, besides that of platforms.</param>
internal sealed class PatchStore(IReadOnlyList<Scenario> catalogue)
{
    private readonly Dictionary<TracedPatch, LoadedPatch> _loaded = [];

    /// <summary>What a patch may start from.</summary>
    public IReadOnlyList<PatchBase> Bases { get; } = PatchBase.In(catalogue);

    /// <summary>
    /// What a patch starts from when the user does not say: the first that has the logic it derives from.
    /// </summary>
    public PatchBase BaseOf(LoadedPatch patch) => Bases.First(candidate => candidate.Logic == patch.Logic);

    /// <summary>Loads a file that the user names.</summary>
    /// <exception cref="InputException">It is not there or no patch.</exception>
    public LoadedPatch Load(string path) => Load(PatchFile.Read(path));

    /// <summary>Loads the patch that a trace was made with.</summary>
    /// <exception cref="InputException">It is not there, or no longer what it was.</exception>
    public LoadedPatch Load(TracedPatch traced)
    {
        var file = PatchFile.Read(traced.File);
        return file.Sha256 == traced.Sha256
            ? Load(file)
            : throw new InputException(
                "is not the patch that the trace was made with",
                "restore that file, or check this one again"
            )
            {
                File = traced.File,
            };
    }

    /// <summary>Refuses a patch of other logic.</summary>
    /// <exception cref="InputException">The patch is not for that platform.</exception>
    public void RequireFits(LoadedPatch patch, PlatformDescription platform)
    {
        if (patch.Logic != platform.Logic)
        {
            string others = string.Join(
                ", ",
                Bases.Where(candidate => candidate.Logic == patch.Logic).Select(candidate => candidate.Name)
            );
            throw new InputException(
                $"{patch.Name} derives from {patch.Logic.Name}, which is the logic of {others}, not of {platform.Name}",
                platform.Logic is null ? $"{platform.Name} has nothing to patch" : $"derive from {platform.Logic.Name}"
            )
            {
                File = patch.File.Path,
            };
        }
    }

    private LoadedPatch Load(PatchFile file)
    {
        var key = file.Traced;
        if (!_loaded.TryGetValue(key, out var patch))
        {
            _loaded.Add(key, patch = PatchCompiler.Load(file, Bases));
        }

        return patch;
    }
}
