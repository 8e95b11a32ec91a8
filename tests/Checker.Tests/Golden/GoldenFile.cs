using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Checker.Tests.Golden;

/// <summary>
/// Wording under test: the files beside this one. Set UPDATE_GOLDEN=1 to write them anew, and read the difference.
/// </summary>
internal static partial class GoldenFile
{
    public static void Verify(string name, string actual, [CallerFilePath] string caller = "")
    {
        string steady = Seconds().Replace(actual, "$1T$2");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(caller)!, "..", "Golden", name), steady);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)), steady);
    }

    // Seconds differ from run to run.
    [GeneratedRegex(@"(depth [\d,]+, |\n  in |""seconds"": |[\d,]+ {2,})\d+(?:\.\d+)?( s\n|,\n| yes\n| NO\n)")]
    private static partial Regex Seconds();
}
