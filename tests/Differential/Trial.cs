namespace Differential;

/// <summary>A way to run the checker on a program.</summary>
/// <param name="Build">How the program is compiled.</param>
/// <param name="Mode">How it is explored.</param>
internal readonly record struct Trial(Build Build, EngineMode Mode)
{
    private static readonly Build[] _builds = Enum.GetValues<Build>();
    private static readonly EngineMode[] _modes = Enum.GetValues<EngineMode>();

    /// <summary>Every mode in every build.</summary>
    public static IReadOnlyList<Trial> All { get; } = In(_builds, _modes);

    /// <summary>
    /// Some for the program of a seed: breadth-first and one more mode. Every eighth program is in both builds, the
    /// others take turns.
    /// </summary>
    public static IReadOnlyList<Trial> Of(ulong seed) =>
        In(
            seed % 8 == 7 ? _builds : [_builds[seed % 2]],
            [EngineMode.BreadthFirst, _modes[1 + (seed / 8 % 3)]]
        );

    public override string ToString() => $"{Build} build, {Mode}";

    private static IReadOnlyList<Trial> In(Build[] builds, EngineMode[] modes) =>
        [.. builds.SelectMany(_ => modes, (build, mode) => new Trial(build, mode))];
}
