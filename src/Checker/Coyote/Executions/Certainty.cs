namespace Checker.Coyote.Executions;

/// <summary>How sure a finding is.</summary>
internal enum Certainty
{
    /// <summary>The last state of the schedule shows it.</summary>
    Shown,

    /// <summary>Coyote suspected it, and Checker's own search of every reachable state confirms it.</summary>
    Confirmed,

    /// <summary>Coyote suspects it since a goal was out of reach for long. Nobody knows.</summary>
    Suspected,
}
