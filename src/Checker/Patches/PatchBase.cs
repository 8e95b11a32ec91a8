using Model.Catalogue;
using Model.Input;
using Model.Platforms;

namespace Checker.Patches;

/// <summary>
/// Logic that a patch may start from: that of a platform, or that of a variant of a host-side scenario.
/// </summary>
/// <param name="Name">As <c>--base</c> takes it: a platform, or SCENARIO/VARIANT.</param>
/// <param name="Scenario">The scenario that puts it to the test.</param>
/// <param name="Platform">The platform or variant.</param>
internal sealed record PatchBase(string Name, Scenario Scenario, PlatformDescription Platform)
{
    /// <summary>The class that a patch derives from.</summary>
    public Type Logic => Platform.Logic!;

    /// <summary>Whether it is the logic of a platform that guests run on.</summary>
    public bool IsPlatform => Name == Platform.Name;

    /// <summary>All of them, in the order of the catalogue.</summary>
    public static IReadOnlyList<PatchBase> In(IReadOnlyList<Scenario> catalogue) =>
        [
            .. from scenario in catalogue
            from platform in scenario.Platforms
            where platform.Logic is not null
            let isPlatform = PlatformCatalogue.All.Any(known =>
                known.Name == platform.Name && known.Logic == platform.Logic
            )
            select new PatchBase(isPlatform ? platform.Name : $"{scenario.Name}/{platform.Name}", scenario, platform),
        ];

    /// <summary>
    /// The one that the user names: a platform, SCENARIO/VARIANT, or a scenario, which is its first variant that can be
    /// patched.
    /// </summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static PatchBase Named(string name, IReadOnlyList<Scenario> catalogue)
    {
        var all = In(catalogue);
        string[] known =
        [
            .. all.Select(candidate => candidate.Name),
            .. all.Where(candidate => !candidate.IsPlatform).Select(candidate => candidate.Scenario.Name).Distinct(),
        ];
        return all.FirstOrDefault(candidate => candidate.Name == name)
            ?? all.FirstOrDefault(candidate => !candidate.IsPlatform && candidate.Scenario.Name == name)
            ?? throw new InputException(
                $"nothing called '{name}' can be patched",
                NearestName.Of(name, known) is { } near
                    ? $"did you mean {near}?"
                    : "checker list shows platforms and scenarios"
            );
    }
}
