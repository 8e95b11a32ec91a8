namespace Checker.Properties;

/// <summary>What an exploration has shown. A finished and a cut exploration never share a word.</summary>
public enum Verdict
{
    /// <summary>Every reachable state was explored and every property holds in all of them.</summary>
    Holds,

    /// <summary>A property fails; there is a trace that shows it.</summary>
    Violated,

    /// <summary>Nothing failed as far as explored, but a limit stopped the search.</summary>
    Bounded,

    /// <summary>Nothing was tested.</summary>
    Vacuous,
}
