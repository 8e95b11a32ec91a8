namespace Checker.Exploration;

/// <summary>Chooses the steps of random walks, one after the other.</summary>
internal interface IStrategy
{
    /// <summary>What its walks are called: <c>random walks</c>.</summary>
    string Walks { get; }

    /// <summary>Chooses the next step.</summary>
    /// <param name="cursor">Where the walk stands; at least one step can be taken there.</param>
    /// <param name="step">Steps taken in this walk so far; 0 begins another walk.</param>
    /// <returns>The number of the enabled step to take.</returns>
    int Choose(StateCursor cursor, int step);
}
