namespace Checker.Exploration;

/// <summary>In which order states are expanded. The verdict, the states and the transitions are the same; only breadth-first traces are shortest.</summary>
internal enum SearchOrder
{
    /// <summary>Nearest to the initial state first.</summary>
    BreadthFirst,

    /// <summary>Newest first.</summary>
    DepthFirst,
}
