using Checker.Litmus;
using Model.Litmus;

namespace Checker.Tests.Litmus;

/// <summary>Runs tests the short way.</summary>
internal static class LitmusRuns
{
    /// <param name="name">The platform.</param>
    /// <param name="settings">As <c>region=ram patch=F1</c>.</param>
    public static LitmusPlatform Platform(string name, string settings = "") =>
        LitmusPlatform.Of(
            name,
            settings
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(setting => setting.Split('='))
                .ToDictionary(parts => parts[0], parts => parts[1])
        );

    public static LitmusRun Run(string text, string platform = "hardware", string settings = "") =>
        LitmusRun.Of(
            new LitmusProgram(LitmusTest.Parse(text, "test.litmus")),
            Platform(platform, settings),
            CancellationToken.None
        );

    public static LitmusRun RunFile(string path, string platform = "hardware", string settings = "") =>
        LitmusRun.Of(new LitmusProgram(LitmusTest.Read(path)), Platform(platform, settings), CancellationToken.None);

    public static Refinement Refine(string path, string platform, string settings) =>
        Refinement.Of(new LitmusProgram(LitmusTest.Read(path)), Platform(platform, settings), CancellationToken.None);
}
