namespace Models.Workload;

/// <summary>How a consumer takes the token out of the cell.</summary>
public enum WriteBack
{
    /// <summary>Compare-exchange; on failure it reads again. Correct.</summary>
    Retry,

    /// <summary>Compare-exchange whose failure is ignored.</summary>
    IgnoreFailure,

    /// <summary>A plain write.</summary>
    Split,

    /// <summary>Read and write in one step. Correct.</summary>
    Atomic,
}
