namespace Checker.ContinuousIntegration;

/// <summary>What came of a case.</summary>
internal enum CaseStatus
{
    /// <summary>It was as expected.</summary>
    AsExpected,

    /// <summary>It was not.</summary>
    Failed,

    /// <summary>Nothing is known for certain: a limit stopped the search, or nothing was tested.</summary>
    Inconclusive,

    /// <summary>It could not be run: something that the user gave is wrong.</summary>
    BadInput,
}
