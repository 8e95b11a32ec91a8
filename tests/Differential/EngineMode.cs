namespace Differential;

/// <summary>A way to explore a model.</summary>
internal enum EngineMode
{
    BreadthFirst,
    DepthFirst,
    TwoWorkers,
    VerifyModel,
}
