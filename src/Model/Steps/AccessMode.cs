namespace Model.Steps;

/// <summary>What an operation may do to an object of its footprint.</summary>
public enum AccessMode
{
    /// <summary>The object is only looked at.</summary>
    Read,

    /// <summary>The object may be looked at and changed.</summary>
    Write,
}
