namespace Checker.Litmus;

/// <summary>How what a platform allows compares with what the hardware allows.</summary>
internal enum RefinementVerdict
{
    /// <summary>The same outcomes.</summary>
    Refines,

    /// <summary>Only outcomes that the hardware allows, but not all of them: no error.</summary>
    Stronger,

    /// <summary>Outcomes that the hardware forbids.</summary>
    Weaker,

    /// <summary>A limit stopped an exploration before that was known.</summary>
    Bounded,
}
