namespace Checker.Automata;

/// <summary>What a transition does to the execution.</summary>
internal enum StepEnding
{
    /// <summary>It goes on.</summary>
    GoesOn,

    /// <summary>The process fails in it: the state after it is final.</summary>
    Fails,

    /// <summary>It would go beyond a limit of the model: it is not taken, and the state before it is cut.</summary>
    IsBeyondLimit,
}
