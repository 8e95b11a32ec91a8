using Checker.Targets.ScenarioFiles;
using Model.Input;

namespace Checker.Suites;

/// <summary>Finds the files that are to be run.</summary>
internal static class SuiteFiles
{
    /// <summary>The folder when none is named.</summary>
    public const string DefaultFolder = "scenarios";

    /// <summary>Whether a file is a patch.</summary>
    public static bool IsPatch(string file) => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The files, each once, in the order in which they are named; of a folder all scenario files that lie in it.
    /// </summary>
    /// <exception cref="InputException">A folder has no scenario file, or a name is that of no scenario file and no
    /// patch.</exception>
    public static IReadOnlyList<string> In(IReadOnlyList<string> named)
    {
        if (named.Count == 0 && !Directory.Exists(DefaultFolder))
        {
            throw new InputException(
                $"there is no folder {DefaultFolder} here",
                "name a folder, scenario files or patches"
            );
        }

        return [.. (named.Count == 0 ? [DefaultFolder] : named).SelectMany(Named).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Named(string name)
    {
        if (!Directory.Exists(name))
        {
            return ScenarioFile.IsNamed(name) || IsPatch(name)
                ? [name]
                : throw new InputException("is neither a folder, a scenario file (.yaml) nor a patch (.cs)")
                {
                    File = name,
                };
        }

        string[] files = [.. Directory.EnumerateFiles(name).Where(ScenarioFile.IsNamed).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new InputException("has no scenario file (.yaml) in it") { File = name };
    }
}
