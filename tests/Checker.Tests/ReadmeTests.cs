using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Checker.Tests;

/// <summary>What README.md shows is what the repository holds.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_model_in_the_readme_is_the_example_that_is_compiled()
    {
        string readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        string example = File.ReadAllText(Path.Combine(Root(), "examples", "FirstModel", "Program.cs"));

        Assert.Contains($"```csharp\n{example}```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_finds_the_lost_update_as_the_readme_says()
    {
        string readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FirstModel.dll")]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        string verdict = output.Split('\n')[0];
        Assert.Equal("lost update: violated", verdict);
        Assert.Contains(verdict, readme, StringComparison.Ordinal);
        Assert.Contains("After 4 steps the invariant is false: finished(left) && finished(right) => counter == 2", output, StringComparison.Ordinal);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
